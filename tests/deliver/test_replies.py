"""Replies: whom they accuse, what state they lead to, and when to try again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver import Stage, Verdict, blames_reader, classify
from digest.deliver.replies import (
    classify_notice,
    parse_reply,
    retry_delay_s,
    return_kind,
    state_of,
    wants_tls_or_login,
)
from digest.models import DeliveryState, Reply, ReturnKind

V = Verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("250 2.0.0 Ok: queued as 4F1", V.ACCEPTED),
        ("450 4.2.0 greylisted, try again in 60 seconds", V.LATER),
        ("452 4.2.2 mailbox full", V.LATER),
        ("451 4.3.0 temporary failure", V.LATER),
        ("450 4.7.1 temporary failure, try again later", V.LATER),
        ("421 4.7.0 try again later", V.THROTTLED),
        ("451 4.7.500 server busy, too many messages", V.THROTTLED),
        ("454 4.4.5 throttling failure: maximum sending rate exceeded", V.THROTTLED),
        ("421 4.7.28 unusual rate of unsolicited mail", V.BAD_SENDER),
        ("451 4.7.26 unauthenticated", V.BAD_SENDER),
        ("550 5.1.1 no such user", V.BAD_READER),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", V.BAD_READER),
        ("550 5.2.1 mailbox disabled", V.BAD_READER),
        ("552 5.2.2 over quota", V.BAD_MESSAGE),
        ("552 5.3.4 message too big", V.BAD_MESSAGE),
        ("554 5.7.1 refused by policy", V.POLICY),
        ("550 5.7.1 user unknown", V.BAD_READER),
        ("550 5.7.26 this mail is unauthenticated", V.BAD_SENDER),
        (
            "550 5.7.515 access denied, sending domain does not meet the required level",
            V.BAD_SENDER,
        ),
        ("554 5.7.1 client host blocked using zen.spamhaus.org", V.BAD_SENDER),
        ("554 5.7.1 relay access denied", V.BAD_SENDER),
        ("550 5.1.8 sender address rejected: domain not found", V.BAD_SENDER),
        ("530 5.7.0 authentication required", V.BAD_SENDER),
        ("550 no such user here", V.BAD_READER),
        ("550 mailbox unavailable", V.BAD_MESSAGE),
        ("553 sorry, that domain isn't in my list of allowed rcpthosts", V.BAD_READER),
        ("554 5.7.1 Keine Zustellung: Absenderdomain nicht gefunden", V.BAD_SENDER),
        ("550 Afzender bestaat niet", V.BAD_SENDER),
        ("554 IP=192.0.2.1 - A problem occurred. Ask your postmaster for help", V.BAD_SENDER),
        ("550 MI:IPB mx9, http://mail.example/help/help_spam_16.htm", V.BAD_SENDER),
        ("550 Suspected bounce attacks.", V.BAD_SENDER),
        ("553 Relaying disallowed. Invalid Domain - news.example", V.BAD_SENDER),
        # QQ names our address in the network in each reply, and this limit ends after a while
        ("550 Mailbox unavailable or access denied [MPf7Mks9 IP: 192.0.2.1]. https://a.b", V.LATER),
        ("550 Mailbox unavailable or access denied", V.LATER),
        ("550 Mailbox not found [MPf7Mks9mtEr== IP: 192.0.2.1]. https://a.b/169.", V.BAD_READER),
        ("550 Suspected spam sender [MPf7Mks9mtEr== IP: 192.0.2.1].", V.BAD_SENDER),
        ("550 Ip frequency limited [MPf7Mks9mtEr== IP: 192.0.2.1]", V.BAD_MESSAGE),
        ("550 5.1.0 Nadawca odrzucony", V.BAD_SENDER),
    ],
)
def test_replies_name_the_guilty(line: str, verdict: Verdict) -> None:
    assert classify(parse_reply(line)) is verdict


@pytest.mark.parametrize(
    "line",
    [
        "550 5.4.5 Daily user sending limit exceeded",
        "550 5.4.5 Daily SMTP relay quota exceeded",
        "552 You have exceeded your daily relay quota",
        "552 5.2.2 Submission quota exceeded",
        "550 5.1.90 Your message can't be sent because you've reached your daily limit",
        "550 5.4.6 Unusual sending activity detected",
        "550 5.7.1 Hourly sending limit reached",
        "550 5.7.705 Access denied, tenant has exceeded threshold",
        "550 5.7.501 Access denied, spam abuse detected",
        "550 5.7.0 You have exceeded the rate limit",
        "550 User has exceeded its 24-hour sending limit",
        "554 5.7.1 The limit on the number of allowed outgoing messages was exceeded",
        "554 Too many messages sent this hour from this account",
        "554 Message rejected: Email address is not verified",
        "554 Sending paused for this account",
    ],
)
@pytest.mark.parametrize("stage", Stage)
def test_a_limit_of_the_relay_for_our_mail_lets_the_readers_wait(line: str, stage: Stage) -> None:
    reply = parse_reply(line)
    state, alarm = state_of(reply, stage=stage)
    assert (state, bool(alarm)) == (DeliveryState.DEFERRED, True)
    assert not blames_reader(reply)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("552 5.2.2 <user> quota exceeded (mailbox for user is full)", V.BAD_MESSAGE),
        ("550 5.2.2 the mailbox has exceeded its storage limit", V.BAD_MESSAGE),
        ("552 5.2.3 your message exceeded the size limits of this server", V.BAD_MESSAGE),
        ("550 recipient has reached the daily receiving limit", V.BAD_MESSAGE),
        ("550 5.2.1 the user you are trying to contact is receiving mail at a rate", V.BAD_MESSAGE),
        ("454 4.7.0 throttling failure: daily message quota exceeded", V.THROTTLED),
        ("452 4.2.2 mailbox over its daily quota", V.LATER),
    ],
)
def test_a_limit_of_the_reader_is_no_limit_of_ours(line: str, verdict: Verdict) -> None:
    assert classify(parse_reply(line)) is verdict


def test_only_wrong_addresses_count_against_the_reader() -> None:
    assert blames_reader(Reply(code=550, enhanced="5.1.1"))
    for enhanced in ("5.7.1", "5.7.26", "5.7.515", "4.7.28", "5.2.2", "5.3.4"):
        assert not blames_reader(Reply(code=550, enhanced=enhanced))


@pytest.mark.parametrize(
    "lines",
    [
        # behind the common first line these providers name another cause
        (
            "550-Requested action not taken: mailbox unavailable",
            "550-Reject due to policy restrictions.",
            "550 For explanation visit https://postmaster.mail.example/error?c=poli",
        ),
        (
            "550-Requested action not taken: mailbox unavailable",
            "550 Sender address is not allowed.",
        ),
        (
            "550-Requested action not taken: mailbox unavailable",
            "550 Sender address has null MX",
        ),
        (
            "550-Requested action not taken: mailbox unavailable",
            "550 Failure sending mail. Try again later",
        ),
        ("550 mailbox unavailable",),
        ("450 Requested action not taken: mailbox unavailable",),
    ],
)
def test_an_unavailable_mailbox_with_another_cause_counts_against_no_reader(lines) -> None:
    assert not blames_reader(parse_reply(*lines))


def test_a_code_of_policy_outweighs_words_about_the_address():
    reply = parse_reply("550 5.7.1 Adresse email inexistante")
    # the message ends here, and the address stays open: a policy may be worded as an unknown user
    assert state_of(reply) == (DeliveryState.REFUSED, "")
    assert return_kind(classify(reply), reply) is ReturnKind.POLICY
    assert not blames_reader(reply)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("550 5.1.1 no such user", ReturnKind.HARD),
        ("552 5.2.2 mailbox full", ReturnKind.SOFT),
        ("451 4.7.1 greylisted", ReturnKind.POLICY),
        ("550 Sender address rejected: Domain not found", ReturnKind.POLICY),
    ],
)
def test_each_reply_is_recorded_under_one_kind(line, kind):
    reply = parse_reply(line)
    assert return_kind(classify(reply), reply) is kind


def test_a_message_whose_reply_accuses_the_sender_waits_and_raises_an_alarm() -> None:
    assert state_of(Reply(code=550, enhanced="5.7.26", text="no")) == (
        DeliveryState.DEFERRED,
        "550 5.7.26 no",
    )
    assert state_of(Reply(code=554, enhanced="5.7.1", text="no")) == (
        DeliveryState.REFUSED,
        "554 5.7.1 no",
    )
    assert state_of(Reply(code=550, enhanced="5.1.1", text="no")) == (DeliveryState.REFUSED, "")


def test_a_refusal_before_any_reader_is_named_is_about_the_sender() -> None:
    refused = Reply(code=550, enhanced="5.1.0", text="address rejected")
    assert classify(refused) is Verdict.BAD_READER
    assert classify(refused, stage=Stage.MAIL) is Verdict.BAD_SENDER


@pytest.mark.parametrize(
    ("text", "queue_id"),
    [
        ("250 2.0.0 Ok: queued as 4bXy12ZZ", "4bXy12ZZ"),
        ("250 OK id=1tAbCd-0001-XY", "1tAbCd-0001-XY"),
        ("250 2.0.0 4ANA7Kk012345 Message accepted for delivery", "4ANA7Kk012345"),
        ("250 ok", ""),
    ],
)
def test_the_queue_id_is_kept(text: str, queue_id: str) -> None:
    assert parse_reply(text).queue_id == queue_id


def test_lines_of_one_answer_are_joined() -> None:
    reply = parse_reply("550-5.7.1 first", "550-5.7.1", "550 5.7.1 last")
    assert (reply.code, reply.enhanced, reply.text) == (550, "5.7.1", "first last")


@given(seed=st.text(max_size=20), attempts=st.integers(1, 30))
def test_delays_grow_stay_bounded_and_are_the_same_when_asked_again(
    seed: str, attempts: int
) -> None:
    def delay(number: int) -> float | None:
        return retry_delay_s(number, first_s=300, max_attempts=31, give_up_after_s=1e9, seed=seed)

    now, following = delay(attempts), delay(attempts + 2)
    assert now is not None
    assert now == delay(attempts)
    assert 240 <= now <= 4 * 3600 * 1.2 + 1e-6
    assert following is None or following >= now or now > 4 * 3600 * 0.7


def test_giving_up_comes_by_number_or_by_time() -> None:
    assert retry_delay_s(8, first_s=300, max_attempts=8, give_up_after_s=1e9, seed="") is None
    assert retry_delay_s(3, first_s=300, max_attempts=8, give_up_after_s=900, seed="") is None
    assert retry_delay_s(2, first_s=300, max_attempts=8, give_up_after_s=900, seed="") is not None


@given(st.integers(200, 599), st.text(max_size=60))
def test_any_answer_has_a_meaning(code: int, text: str) -> None:
    state, alarm = state_of(Reply(code=code, text=text))
    assert state in (DeliveryState.ACCEPTED, DeliveryState.DEFERRED, DeliveryState.REFUSED)
    assert state is not DeliveryState.ACCEPTED or not alarm


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("552 5.3.4 message size exceeds the limit", V.BAD_SENDER),
        ("552 Requested mail action aborted: exceeded storage allocation", V.BAD_SENDER),
        ("552 5.2.2 submission quota exceeded", V.BAD_SENDER),
        ("555 5.5.4 unsupported option: SIZE=60000", V.BAD_SENDER),
        ("550 5.4.5 daily sending quota exceeded", V.BAD_SENDER),
        ("452 4.3.1 insufficient system storage", V.LATER),
        ("421 4.7.0 too many connections", V.THROTTLED),
        ("550 5.7.1 refused", V.BAD_SENDER),
        ("550 5.1.1 unknown user", V.BAD_SENDER),
        ("553 5.1.8 domain of sender address does not exist", V.BAD_SENDER),
    ],
)
def test_an_answer_to_mail_refuses_no_reader_for_good(line: str, verdict: Verdict) -> None:
    assert classify(parse_reply(line), stage=Stage.MAIL) is verdict


@pytest.mark.parametrize(
    "line",
    [
        # block lists and the standing of the address
        "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using list.example",
        "550 5.1.1 Recipient rejected, your IP is on our blacklist",
        "550 Rejected: 192.0.2.1 is listed in our block list",
        "554 mx.example Nemesis, IP address is block listed",
        "550 permanent failure: the sending IP 192.0.2.1 has a history of spam",
        "554 5.7.1 poor reputation of your mail server",
        "550 5.7.606 Access denied, banned sending IP [192.0.2.1]",
        "550 user rejected: connecting IP was refused by our filter",
        # HELO and reverse DNS
        "550 5.7.1 <mail.news.example>: Helo command rejected: Host not found",
        "504 5.5.2 <news>: Helo command rejected: need fully-qualified hostname",
        "550 invalid HELO: host unknown",
        "450 4.7.25 Client host rejected: cannot find your hostname",
        "554 5.7.1 no PTR record for your host",
        # the sender's domain and address, and the call back to it
        "550 Sender address rejected: Domain not found",
        "550 5.7.1 [SDNF] Sender domain not found",
        "501 5.1.8 Domain of sender address desk@news.example does not exist",
        "550 Sender verify failed: no such user here",
        "550-Callout verification failed: 550 5.1.1 User unknown",
        "550 5.1.0 Address rejected. Callback failed for return address",
        "550 unknown user <bounce+r7f3a.dbe3uoo6gcxua@news.example>",
        "550 5.1.1 could not verify the sender: user unknown",
        "550 5.1.1 Recipient rejected: your domain has no MX",
        "550 5.1.1 mail from news.example not accepted here, no such user",
        "550 5.1.1 originator unknown",
        "550 HELO mail.news.example does not resolve, no such user",
        "550 5.1.1 IP 192.0.2.1 is blocked here, user unknown",
        "550 5.1.1 mx.example: IP=192.0.2.1 - dial-up lines are not allowed",
        "550 5.1.1 Invalid sender; no such user",
        "550 5.1.1 sender's domain does not exist",
        # a link that names the refused address; what the server asks of every sender
        "550 mailbox unavailable, see https://mail.example/error-messages?ip=192.0.2.1&c=hi",
        "550 Requested action not taken: mailbox unavailable; invalid DNS MX or A record",
        "550 5.1.1 Access from your country is denied; unknown user",
        "550 5.1.1 Directory harvest attack suspected; user unknown",
        "550 5.1.1 TLS required, recipient unknown",
        "550 5.1.1 user unknown, or not on our allow list",
        # other languages
        "550 5.1.1 Ihre IP-Adresse ist gesperrt, Empfänger unbekannt",
        "550 Absender abgelehnt: Empfänger unbekannt",
        "550 Expéditeur refusé, adresse inexistante",
        "550 Adresse IP bloquée, destinataire inconnu",
        "550 5.1.1 remitente rechazado: dominio no existe",
        "550 Отправитель отклонен: домен не существует",
        "550 5.1.1 адрес в черном списке, user unknown",
        "550 发件人IP被列入黑名单, user not found",
        "550 El servidor está en lista negra, no such user",
        # codes and words of single providers
        "521 5.2.1 (CON:B1) see https://mail.example/codes",
        "553 Requested action not taken: NO MAILBOX FOR SENDER",
        "550 Domain mismatch [Ab+1234567890= IP: 192.0.2.1]",
        # authentication
        "550 SPF check failed: recipient address rejected",
        "550 5.1.1 Rejected by DMARC policy, user unknown to us",
    ],
)
def test_the_fault_of_the_sender_is_never_held_against_the_reader(line: str) -> None:
    reply = parse_reply(line)
    assert classify(reply) is Verdict.BAD_SENDER
    assert not blames_reader(reply)
    state, alarm = state_of(reply)
    assert state is DeliveryState.DEFERRED
    assert alarm


@pytest.mark.parametrize(
    "line",
    [
        "550 5.1.1 <reader@mail.example>: Recipient address rejected: User unknown in table",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        "550-5.1.1 The email account that you tried to reach does not exist.",
        "550 Requested action not taken: no such user here",
        "554 delivery error: this user doesn't have a mail.example account",
        "550 5.2.1 The mailbox has been disabled",
        "550 5.4.4 unable to route: host or domain name not found",
        "551 user moved",
        "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
        "550 #5.1.0 Address rejected.",
        "550 5.4.310 DNS domain mail.example does not exist",
        "550 unknown local part",
        "554 30 Sorry, your message cannot be delivered. This mailbox is disabled (554.30).",
        "550 mailbox unavailable (S2017062302)",
        # GMX, WEB.DE, mail.com and Outlook.com say no more of an address that does not exist
        "550 Requested action not taken: mailbox unavailable",
        "550 5.5.0 Requested action not taken: mailbox unavailable.",
        "550 <reader@mail.example>: Requested action not taken: mailbox unavailable",
        "550 Requested action not taken: mailbox unavailable [MX1.mail.example]",
        "550 Adresse email inexistante",
        "550 Usuario no encontrado",
        "550 Onbekende gebruiker",
        "550 Okänd mottagare",
        "550 Nieznany użytkownik",
        "550 Kullanıcı bulunamadı",
        "550 Пользователь не найден",
        "550 المستخدم غير موجود",
        "550 該当するユーザーが存在しません",
        "550 사용자를 찾을 수 없습니다",
        "553 mailbox name invalid",
    ],
)
def test_a_dead_address_is_known_and_raises_no_alarm(line: str) -> None:
    reply = parse_reply(line)
    assert blames_reader(reply)
    assert state_of(reply) == (DeliveryState.REFUSED, "")


@pytest.mark.parametrize(
    "line",
    [
        "550 5.2.1 the account is inactive",
        "552 5.2.2 over quota",
        "550 mailbox full, user unknown to have space",
        "550 5.2.1 user receives mail at a rate that prevents more",
        "554 5.6.0 message content rejected as spam",
        "550 5.2.0 mail rejected",
        "554 transaction failed",
        "521 5.2.1 mx.example will not accept delivery of this message.",
        "553 Mail data refused by rule [121002]",
    ],
)
def test_a_refusal_of_this_message_blames_neither_side(line: str) -> None:
    assert classify(parse_reply(line)) is Verdict.BAD_MESSAGE


def test_denied_access_is_a_rule_unless_the_directory_of_the_recipient_says_it() -> None:
    """Microsoft 365 says so of an address that does not exist, Postfix of an access rule."""
    words = "Recipient address rejected: Access denied"
    assert classify(parse_reply(f"550 5.4.1 {words}")) is Verdict.BAD_READER
    assert classify(parse_reply(f"554 5.7.1 <a@mail.example>: {words}")) is Verdict.POLICY


def test_a_text_that_names_an_address_of_ours_accuses_no_reader() -> None:
    reply = parse_reply("550 5.1.1 user unknown: DESK@news.example")
    assert classify(reply) is Verdict.BAD_READER
    assert classify(reply, own_addresses=["desk@news.example"]) is Verdict.BAD_SENDER
    assert classify(reply, own_addresses=["", "other@news.example"]) is Verdict.BAD_READER


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (Reply(code=0, text="the line broke"), V.LATER),
        (Reply(code=250), V.ACCEPTED),
        (Reply(code=299), V.ACCEPTED),
        (Reply(code=300), V.LATER),
        (Reply(code=499, text="what"), V.LATER),
        (Reply(code=500, text="what"), V.BAD_MESSAGE),
        (Reply(code=421, text="closing"), V.THROTTLED),
        (Reply(code=450, enhanced="4.4.5"), V.THROTTLED),
        (Reply(code=450, enhanced="4.4.4"), V.LATER),
        (Reply(code=550, enhanced="5.7.19"), V.POLICY),
        (Reply(code=550, enhanced="5.7.20"), V.BAD_SENDER),
        (Reply(code=550, enhanced="5.7.30"), V.BAD_SENDER),
        (Reply(code=550, enhanced="5.7.31"), V.POLICY),
        (Reply(code=550, enhanced="5.1.7"), V.BAD_SENDER),
        (Reply(code=550, enhanced="5.1.6"), V.BAD_READER),
        (Reply(code=550, enhanced="5.4.4"), V.BAD_READER),
        (Reply(code=550, enhanced="5.4.3"), V.BAD_MESSAGE),
        (Reply(code=550, enhanced="5.x.1", text="what"), V.BAD_MESSAGE),
        (Reply(code=538, text="encryption required"), V.BAD_SENDER),
    ],
)
def test_codes_at_the_edges(reply: Reply, verdict: Verdict) -> None:
    assert classify(reply) is verdict


def test_a_notice_of_an_answer_behind_data_needs_a_code_to_accuse_the_address() -> None:
    assert classify_notice("user unknown") is V.BAD_READER
    assert classify_notice("user unknown", after_data=True) is V.BAD_MESSAGE
    with_code = classify_notice("user unknown", enhanced="5.1.1", after_data=True)
    assert with_code is V.BAD_READER


def test_a_server_that_still_tries_has_not_given_the_reader_up() -> None:
    text = "delivery has been delayed; user unknown; attempts will continue"
    assert classify_notice(text, code=550, enhanced="5.1.1") is V.LATER


def test_a_notice_that_says_too_little_has_no_verdict_and_a_bare_failure_is_permanent() -> None:
    assert classify_notice("hello") is None
    assert classify_notice("your mail was not delivered") is V.BAD_READER


def test_the_longest_wait_is_four_hours_spread_by_a_fifth() -> None:
    waits = set()
    for number in range(200):
        delay_s = retry_delay_s(
            20, first_s=300, max_attempts=31, give_up_after_s=1e9, seed=str(number)
        )
        assert delay_s is not None
        waits.add(delay_s)
    assert 14_400 * 0.8 <= min(waits) < 14_400 * 0.85
    assert 14_400 * 1.15 < max(waits) <= 14_400 * 1.2


def test_the_time_that_was_waited_decides_when_to_give_up() -> None:
    # waits of 300 and 600 seconds
    def delay_s(give_up_after_s: float) -> float | None:
        return retry_delay_s(
            2, first_s=300, max_attempts=8, give_up_after_s=give_up_after_s, seed=""
        )

    assert delay_s(900) is not None
    assert delay_s(899) is None


@pytest.mark.parametrize(
    ("enhanced", "verdict"),
    [
        ("5.0.0", V.BAD_READER),
        ("5.5.0", V.BAD_READER),
        ("5.3.0", V.BAD_MESSAGE),
        ("5.4.7", V.BAD_MESSAGE),
        ("5.6.0", V.BAD_MESSAGE),
        ("5.7.1", V.POLICY),
    ],
)
def test_a_bare_failure_is_held_against_the_address_under_a_general_code_alone(
    enhanced: str, verdict: Verdict
) -> None:
    assert classify_notice("your mail was not delivered", enhanced=enhanced) is verdict


@pytest.mark.parametrize("code", [530, 534, 535, 538])
def test_each_code_that_wants_tls_or_a_login_is_about_the_relay(code: int) -> None:
    assert wants_tls_or_login(Reply(code=code))
    assert classify(Reply(code=code, text="user unknown")) is V.BAD_SENDER


@pytest.mark.parametrize(("filling", "is_read"), [(3_991, True), (3_992, False)])
def test_four_thousand_characters_of_a_reply_are_read(filling: int, is_read: bool) -> None:
    # the name of the block list ends at the limit, or one character behind
    verdict = classify(Reply(code=550, text="x" * filling + " spamhaus"))
    assert (verdict is Verdict.BAD_SENDER) is is_read


# ---- replies of several lines --------------------------------------------------------------------


def test_the_first_line_of_a_reply_decides_its_code() -> None:
    # a server that contradicts itself has refused
    reply = parse_reply("550-5.1.1 no such user", "250 2.0.0 Ok: queued as 4bXy12ZZ")
    assert (reply.code, reply.enhanced, reply.queue_id) == (550, "5.1.1", "")
    assert reply.text == "no such user 2.0.0 Ok: queued as 4bXy12ZZ"


def test_an_enhanced_code_of_another_class_than_the_first_line_is_part_of_the_words() -> None:
    reply = parse_reply("450-busy", "550 5.2.2 full")
    assert (reply.code, reply.enhanced, reply.text) == (450, "", "busy 5.2.2 full")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("250-a", "250-", "250 b"), "a b"),
        (("250",), ""),
        (("250 ",), ""),
        (("250-  a ", "250  b  "), "a b"),
        (("550-5.1.1 a", "550 5.1.1 b"), "a b"),
    ],
)
def test_the_words_of_all_lines_are_joined_without_their_codes(
    lines: tuple[str, ...], text: str
) -> None:
    assert parse_reply(*lines).text == text


@pytest.mark.parametrize("line", ["", "ok", "2x0 fine"])
def test_a_line_without_a_code_is_no_reply(line: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        parse_reply(line)


@pytest.mark.parametrize(
    ("text", "queue_id"),
    [
        ("2.0.0 Ok: queued as 4bXy12ZZ", "4bXy12ZZ"),
        ("2.6.0 <1@x> Queued mail for delivery as ABCDE.1.", "ABCDE.1"),
        ("OK id=1abcDE-000001-2f", "1abcDE-000001-2f"),
        ("2.0.0 4bXy12ZZabc Message accepted for delivery", "4bXy12ZZabc"),
        ("2.0.0 Ok: queued as ab", ""),
        ("2.0.0 Ok", ""),
    ],
)
def test_the_id_under_which_a_relay_queued_a_message_is_found(text: str, queue_id: str) -> None:
    assert parse_reply(f"250 {text}").queue_id == queue_id
    # another answer than that a message was taken has none
    assert parse_reply(f"251 {text}").queue_id == ""


@pytest.mark.parametrize("detail", [*range(20, 31), 509, 511, 515, 606, 708, 750])
def test_a_code_of_authentication_or_reverse_dns_is_about_the_sender(detail: int) -> None:
    reply = Reply(code=550, enhanced=f"5.7.{detail}", text="refused")
    assert classify(reply) is Verdict.BAD_SENDER
    # of another subject the same detail says no such thing
    assert classify(replace(reply, enhanced=f"5.3.{detail}")) is not Verdict.BAD_SENDER


@pytest.mark.parametrize("detail", [0, 1, 19, 31, 508, 510, 512, 605, 707, 751])
def test_another_code_of_security_is_a_policy_without_a_cause(detail: int) -> None:
    reply = Reply(code=550, enhanced=f"5.7.{detail}", text="refused")
    assert classify(reply) is Verdict.POLICY
