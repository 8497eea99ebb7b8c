// nodemailer's pool: node pool.mjs PORT COUNT CONNECTIONS FOLDER, where FOLDER has key.pem, page.html and page.txt
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [port, count, connections, folder] = process.argv.slice(2);
const nodemailer = createRequire(join(folder, "package.json"))("nodemailer");
const read = (name) => readFileSync(join(folder, name), "utf8");
const [privateKey, html, text] = ["key.pem", "page.html", "page.txt"].map(read);

const pool = nodemailer.createTransport({
  host: "127.0.0.1",
  port: Number(port),
  pool: true,
  maxConnections: Number(connections),
  maxMessages: Infinity,
  ignoreTLS: true,
  dkim: { domainName: "news.example.org", keySelector: "bench", privateKey },
});

const started = process.hrtime.bigint();
let sent = 0;
let next = 0;
async function feed() {
  while (next < Number(count)) {
    const to = `reader${next++}@mail.example`;
    await pool.sendMail({ from: "desk@news.example.org", to, subject: "Talks go on", html, text });
    sent += 1;
  }
}
// a few more than there are connections, so that none of them waits for the next message
await Promise.all(Array.from({ length: Number(connections) * 2 }, feed));
pool.close();
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
console.log(JSON.stringify({ per_s: sent / seconds, sent }));
