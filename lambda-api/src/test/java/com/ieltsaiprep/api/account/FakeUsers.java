package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.SentCode.Purpose;
import com.ieltsaiprep.api.mail.EmailAddress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Accounts and codes in memory, of which the own region learns when told to. */
public final class FakeUsers implements Users, Codes {
    private final Map<String, Login> logins = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Account> replica = new HashMap<>();
    private final Map<String, SentCode> codes = new HashMap<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private final Set<String> tombstones = new HashSet<>();
    private final List<String> requests = new ArrayList<>();
    private Runnable beforeNextWrite = () -> {};

    /** What was asked since the last time, by the names of the methods. */
    List<String> requests() {
        List<String> asked = List.copyOf(requests);
        requests.clear();
        return asked;
    }

    /** Something that happens just before the next write. */
    void beforeNextWrite(Runnable action) {
        beforeNextWrite = action;
    }

    /** The own region learns what home knows. */
    void replicate() {
        replica.clear();
        replica.putAll(accounts);
    }

    /** What is kept under an address. */
    Login kept(EmailAddress email) {
        return Objects.requireNonNull(logins.get(email.text()));
    }

    boolean isDeleted(String userId) {
        return tombstones.contains(userId);
    }

    @Override
    public Optional<Login> login(EmailAddress email) {
        requests.add("login");
        return Optional.ofNullable(logins.get(email.text()));
    }

    @Override
    public boolean register(Login login) {
        write("register");
        Login before = logins.get(login.email().text());
        if (before != null && before.registration() == null) {
            return false;
        }
        logins.put(login.email().text(), login);
        return true;
    }

    @Override
    public boolean confirm(Login login, Account account) {
        write("confirm");
        if (!login.equals(logins.get(login.email().text())) || login.registration() == null) {
            return false;
        }
        logins.put(
                login.email().text(),
                new Login(login.email(), login.userId(), login.passwordHash(), null));
        accounts.put(account.userId(), account);
        return true;
    }

    @Override
    public Optional<Account> account(String userId) {
        requests.add("account");
        return Optional.ofNullable(accounts.get(userId));
    }

    @Override
    public Optional<Account> nearby(String userId) {
        return Optional.ofNullable(replica.get(userId)).or(() -> account(userId));
    }

    @Override
    public Optional<Account> change(String userId, ProfileChange change) {
        write("change");
        return Optional.ofNullable(
                accounts.computeIfPresent(userId, (_, account) -> changed(account, change)));
    }

    private static Account changed(Account account, ProfileChange change) {
        List<Consent> consents = new ArrayList<>(account.consents());
        if (change.consent() != null) {
            consents.add(change.consent());
        }
        String name = change.name() == null ? account.name() : change.name();
        return new Account(
                account.userId(),
                account.email(),
                name == null || name.isEmpty() ? null : name,
                account.ageConfirmedAt(),
                consents,
                account.createdAt(),
                account.sessionsValidAfter());
    }

    @Override
    public boolean changePassword(Login login, String passwordHash, Instant at) {
        write("changePassword");
        if (!login.equals(logins.get(login.email().text()))) {
            return false;
        }
        put(login, passwordHash);
        accounts.computeIfPresent(login.userId(), (_, account) -> ended(account, at));
        return true;
    }

    private static Account ended(Account account, Instant at) {
        return new Account(
                account.userId(),
                account.email(),
                account.name(),
                account.ageConfirmedAt(),
                account.consents(),
                account.createdAt(),
                at);
    }

    @Override
    public boolean resetPassword(Login login, String passwordHash, Instant at, String codeHash) {
        String key = key(Purpose.RESET, login.userId());
        SentCode code = codes.get(key);
        if (code == null
                || !code.hash().equals(codeHash)
                || !changePassword(login, passwordHash, at)) {
            return false;
        }
        codes.remove(key);
        return true;
    }

    @Override
    public void rehash(Login login, String passwordHash) {
        write("rehash");
        if (login.equals(logins.get(login.email().text()))) {
            put(login, passwordHash);
        }
    }

    private void put(Login login, String hash) {
        logins.put(
                login.email().text(),
                new Login(login.email(), login.userId(), hash, login.registration()));
    }

    @Override
    public void delete(Account account, Instant at) {
        write("delete");
        accounts.remove(account.userId());
        logins.remove(account.email().text());
        tombstones.add(account.userId());
    }

    @Override
    public void put(SentCode code) {
        write("put");
        codes.put(key(code.purpose(), code.userId()), code);
        tries.put(key(code.purpose(), code.userId()), 0);
    }

    @Override
    public Optional<String> attempt(Purpose purpose, String userId, Instant now) {
        write("attempt");
        SentCode code = codes.get(key(purpose, userId));
        if (code == null
                || !code.expiresAt().isAfter(now)
                || Objects.requireNonNull(tries.get(key(purpose, userId))) >= TRIES) {
            return Optional.empty();
        }
        tries.merge(key(purpose, userId), 1, Integer::sum);
        return Optional.of(code.hash());
    }

    private void write(String request) {
        requests.add(request);
        Runnable action = beforeNextWrite;
        beforeNextWrite = () -> {};
        action.run();
    }

    private static String key(Purpose purpose, String userId) {
        return purpose + userId;
    }
}
