"""Accounts: invitations, pass phrases, roles and sessions, in SQLite and PostgreSQL."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select, text, update

from annotations.accounts import (
    InvitationError,
    PassPhraseError,
    People,
    PersonNameError,
    Sessions,
    passphrases,
    sessions,
)
from annotations.accounts.errors import ReservedNameError
from annotations.store import Store, tables
from tests.store.conftest import postgres_server, postgres_url, where

__all__ = ["postgres_server", "postgres_url", "where"]
PHRASE = "丹枫白露 seven 7 cranes"


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    opened = Store.open(where)
    yield opened
    opened.close()


@pytest.fixture
def people(store: Store) -> People:
    return People(store.engine)


def joined(people: People, name: str = "李明", role: sessions.Role = "reviewer") -> str:
    code = people.invite(name, role, actor="test").code
    people.join(code, PHRASE)
    return code


def test_a_pass_phrase_lets_its_person_in_and_is_kept_as_argon2_alone(
    store: Store, people: People
) -> None:
    joined(people)
    person = people.admit("李明", PHRASE)
    assert person is not None
    assert (person.name, person.role) == ("李明", "reviewer")
    assert people.admit("李明", PHRASE + "x") is None
    assert people.admit("王芳", PHRASE) is None
    with store.engine.connect() as connection:
        kept = connection.scalar(select(tables.person.c.phrase))
    assert kept.startswith("$argon2id$")
    assert PHRASE not in kept


def test_full_width_letters_and_other_spellings_are_the_same_person(people: People) -> None:
    joined(people, "Li Ming")
    person = people.admit("ＬＩ  ＭＩＮＧ", PHRASE.replace("seven", "ｓｅｖｅｎ"))
    assert person is not None
    assert person.name == "Li Ming"
    people.invite("li ming", "adjudicator", actor="test")
    assert [p.role for p in people.all()] == ["adjudicator"]


@pytest.mark.parametrize(
    "phrase", ["short", "aaaaaaaaaaaaaaa", "李明李明李明的口令", "abcabcabcabc", "x" * 400], ids=str
)
def test_easy_pass_phrases_are_refused_and_the_invitation_stays(
    people: People, phrase: str
) -> None:
    code = people.invite("李明", "reviewer", actor="test").code
    with pytest.raises(PassPhraseError):
        people.join(code, phrase)
    assert people.join(code, PHRASE).joined


def test_an_invitation_counts_once(people: People) -> None:
    code = joined(people)
    with pytest.raises(InvitationError):
        people.join(code, PHRASE)
    with pytest.raises(InvitationError):
        people.join("guessed", PHRASE)


def test_of_twenty_who_use_an_invitation_at_once_one_joins(people: People) -> None:
    code = people.invite("李明", "reviewer", actor="test").code
    outcomes = []

    def join(number: int) -> None:
        try:
            outcomes.append(people.join(code, f"{PHRASE} {number}").name)
        except InvitationError:
            outcomes.append("")

    threads = [threading.Thread(target=join, args=(i,)) for i in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [""] * 19 + ["李明"]


def test_an_invitation_is_over_after_its_days(store: Store, people: People) -> None:
    code = people.invite("李明", "reviewer", actor="test").code
    with store.engine.begin() as connection:
        connection.execute(update(tables.person).values(invited_until=int(time.time()) - 1))
    with pytest.raises(InvitationError):
        people.join(code, PHRASE)


@pytest.mark.parametrize(
    "name",
    ["model", "Gold", "ｍｏｄｅｌ", " consensus ", "memory", "llm:tiny", "import", "Command  Line"],
)
def test_names_of_machines_are_nobodys(people: People, name: str) -> None:
    with pytest.raises(ReservedNameError):
        people.invite(name, "reviewer", actor="test")
    with pytest.raises(ReservedNameError):
        people.check_free(name)


@pytest.mark.parametrize("name", ["", " ", "a" * 41, "李\u200b明", "李\x00明", "\u202e明李"])
def test_names_that_hide_something_are_refused(people: People, name: str) -> None:
    with pytest.raises(PersonNameError):
        people.invite(name, "reviewer", actor="test")


def test_the_name_of_an_imported_layer_is_nobodys(
    store: Store, people: People, make_document
) -> None:
    stored = store.add_document(make_document("支出12万元。"))
    store.create_layer(stored.id, "老系统", kind="import")
    with pytest.raises(ReservedNameError, match="import"):
        people.check_free("老系统")
    with pytest.raises(ReservedNameError, match="import"):
        people.invite("老系统", "reviewer", actor="test")


def test_sessions_last_over_a_restart_and_end_when_told(store: Store, people: People) -> None:
    joined(people)
    person = people.admit("李明", PHRASE)
    first, second = (Sessions(store.engine, people) for _ in range(2))
    cookie, other = first.open("李明", person), first.open("李明", person)
    found = second.read(cookie)
    assert found is not None
    assert (found.reviewer, found.role) == ("李明", "reviewer")
    assert found.csrf != second.read(other).csrf  # type: ignore[union-attr]
    first.end(cookie)
    assert first.read(cookie) is None
    assert first.read(other) is not None
    with store.engine.connect() as connection:
        assert cookie not in str(connection.execute(select(tables.session)).all())


@pytest.mark.parametrize("how", ["close", "invite", "phrase"])
def test_sessions_end_with_the_account_or_its_pass_phrase(
    store: Store, people: People, how: str
) -> None:
    joined(people)
    person = people.admit("李明", PHRASE)
    assert person is not None
    kept = Sessions(store.engine, people)
    cookie = kept.open("李明", person)
    if how == "close":
        people.close("李明", actor="test")
    elif how == "invite":
        people.invite("李明", None, actor="test")
    else:
        people.change_phrase(person.id, PHRASE + " anew")
    kept.forget()
    assert kept.read(cookie) is None
    if how != "phrase":
        assert people.admit("李明", PHRASE) is None


def test_what_another_process_closes_ends_within_seconds(store: Store, people: People) -> None:
    joined(people)
    kept = Sessions(store.engine, people)
    cookie = kept.open("李明", people.admit("李明", PHRASE))
    assert kept.read(cookie) is not None
    People(store.engine).close("李明", actor="another process")
    time.sleep(sessions._FRESH + 0.1)
    assert kept.read(cookie) is None


def test_a_session_that_ends_while_it_is_read_is_not_kept(
    store: Store, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(people)
    kept = Sessions(store.engine, people)
    cookie = kept.open("李明", people.admit("李明", PHRASE))
    look = kept._look

    def closed_meanwhile(*given: str, uses: bool) -> sessions.Session | None:
        found = look(*given, uses=uses)
        people.close("李明", actor="test")
        kept.forget()
        return found

    with monkeypatch.context() as patched:
        patched.setattr(kept, "_look", closed_meanwhile)
        kept.read(cookie)
    assert kept.read(cookie) is None


@pytest.mark.parametrize("column", ["seen_at", "until"])
def test_sessions_end_by_themselves(store: Store, people: People, column: str) -> None:
    kept = Sessions(store.engine, people)
    cookie = kept.open("李明")
    assert kept.read(cookie) is not None
    late = int(time.time()) - sessions.IDLE - 1
    with store.engine.begin() as connection:
        connection.execute(update(tables.session).values({column: late}))
    kept.forget()
    assert kept.read(cookie) is None


def test_the_first_invitation_ends_the_sessions_of_mere_names(store: Store, people: People) -> None:
    kept = Sessions(store.engine, people)
    cookie = kept.open("李明")
    people.invite("李明", "reviewer", actor="test")
    kept.forget()
    people._known = (float("-inf"), False)
    assert kept.read(cookie) is None


def test_a_changed_role_counts_for_open_sessions(store: Store, people: People) -> None:
    joined(people)
    kept = Sessions(store.engine, people)
    cookie = kept.open("李明", people.admit("李明", PHRASE))
    people.change_role("李明", "reader", actor="test")
    kept.forget()
    found = kept.read(cookie)
    assert found is not None
    assert found.role == "reader"


def test_what_happened_to_accounts_is_chained(store: Store, people: People) -> None:
    joined(people)
    people.change_role("李明", "adjudicator", actor="test")
    people.close("李明", actor="test")
    told = [(e.actor, e.action, e.name, e.detail) for e in people.trail()]
    assert told == [
        ("test", "invite", "李明", "reviewer"),
        ("李明", "join", "李明", ""),
        ("test", "role", "李明", "adjudicator"),
        ("test", "close", "李明", ""),
    ]
    before = store.verify_chain()
    assert before.faults == ()
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE account_event SET detail = 'reader' WHERE action = 'role'"))
    after = store.verify_chain()
    assert "account event" in " ".join(after.faults)


def test_old_parameters_are_renewed_at_sign_in(
    store: Store, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with monkeypatch.context() as patched:
        patched.setattr(passphrases, "_HASHER", weak)
        joined(people)
    assert people.admit("李明", PHRASE) is not None
    with store.engine.connect() as connection:
        assert "m=19456,t=2" in connection.scalar(select(tables.person.c.phrase))
    assert people.admit("李明", PHRASE) is not None
