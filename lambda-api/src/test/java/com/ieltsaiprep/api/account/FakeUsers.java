package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.Registration.Confirmed;
import com.ieltsaiprep.api.account.Registration.Waiting;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.session.Secrets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Accounts, registrations and codes in memory, of which the own region learns when told to. */
public final class FakeUsers implements Users, RegistrationStore {
    private final Map<String, Login> logins = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Account> replica = new HashMap<>();
    private final Map<String, Registration> registrations = new HashMap<>();
    private final Map<String, SentCodes> codes = new HashMap<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private final Set<String> tombstones = new HashSet<>();
    private final List<String> requests = new ArrayList<>();
    private boolean broken;
    private boolean unread;
    private boolean away;
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

    /** From now on no account can be deleted. */
    void setBroken(boolean broken) {
        this.broken = broken;
    }

    /** From now on the own region knows nobody, and cannot ask. */
    void setUnread(boolean unread) {
        this.unread = unread;
    }

    /** Whether from now on home does not answer. */
    void setAway(boolean away) {
        this.away = away;
    }

    private void read(String request) {
        requests.add(request);
        if (away) {
            throw new IllegalStateException("away");
        }
    }

    /** The registration that was kept under a secret. */
    Registration registration(String secret) {
        return Objects.requireNonNull(registrations.get(Secrets.hash(secret)));
    }

    boolean isDeleted(String userId) {
        return tombstones.contains(userId);
    }

    @Override
    public Optional<Login> login(EmailAddress email) {
        read("login");
        return Optional.ofNullable(logins.get(email.text()));
    }

    @Override
    public void put(Waiting registration) {
        write("put");
        registrations.put(registration.key(), registration);
        tries.put(registration.key(), 0);
    }

    @Override
    public Optional<Registration> find(String key) {
        read("find");
        return Optional.ofNullable(registrations.get(key));
    }

    @Override
    public boolean add(String key, SentCode code) {
        write("add");
        tries.put(key, 0);
        return registrations.computeIfPresent(
                        key,
                        (_, registration) ->
                                registration instanceof Waiting waiting
                                        ? with(waiting, code)
                                        : registration)
                instanceof Waiting;
    }

    private static Waiting with(Waiting waiting, SentCode code) {
        return new Waiting(
                waiting.key(),
                waiting.login(),
                waiting.name(),
                waiting.consent(),
                with(waiting.codes(), code),
                waiting.expiresAt());
    }

    private static SentCodes with(SentCodes codes, SentCode code) {
        return new SentCodes(
                Stream.concat(Stream.of(code), codes.newestFirst().stream())
                        .limit(SentCodes.MOST)
                        .toList());
    }

    @Override
    public Optional<Registration> attempt(String key, Instant now) {
        write("attempt");
        return Optional.ofNullable(registrations.get(key))
                .filter(it -> !(it instanceof Waiting waiting) || !waiting.isOver(now))
                .filter(_ -> mayTry(key));
    }

    private boolean mayTry(String key) {
        return tries.merge(key, 1, Integer::sum) <= SentCodes.TRIES;
    }

    @Override
    public boolean confirm(Waiting registration, Account account, Instant keptUntil) {
        write("confirm");
        Login login = registration.login();
        if (!(registrations.get(registration.key()) instanceof Waiting waiting)
                || logins.containsKey(login.email().text())) {
            return false;
        }
        registrations.put(registration.key(), new Confirmed(waiting.codes()));
        have(login, account);
        return true;
    }

    /** Somebody has an account. */
    public void have(Login login, Account account) {
        logins.put(login.email().text(), login);
        accounts.put(account.userId(), account);
    }

    @Override
    public Optional<Account> account(String userId) {
        read("account");
        return Optional.ofNullable(accounts.get(userId));
    }

    @Override
    public Optional<Account> nearby(String userId) {
        if (unread) {
            throw new IllegalStateException("away");
        }
        return Optional.ofNullable(replica.get(userId)).or(() -> account(userId));
    }

    @Override
    public Optional<Account> change(Account account, ProfileChange change) {
        write("change");
        Account now = accounts.get(account.userId());
        boolean sameConsents = now != null && now.consents().size() == account.consents().size();
        if (now == null || (change.consent() != null && !sameConsents)) {
            return Optional.empty();
        }
        Account changed = changed(now, change);
        accounts.put(account.userId(), changed);
        return Optional.of(changed);
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
        if (attemptable(login.userId()).newestFirst().stream()
                        .noneMatch(code -> code.hash().equals(codeHash))
                || !changePassword(login, passwordHash, at)) {
            return false;
        }
        codes.remove(login.userId());
        return true;
    }

    private SentCodes attemptable(String userId) {
        return codes.getOrDefault(userId, new SentCodes(List.of()));
    }

    @Override
    public void rehash(Login login, String passwordHash) {
        write("rehash");
        if (login.equals(logins.get(login.email().text()))) {
            put(login, passwordHash);
        }
    }

    private void put(Login login, String hash) {
        logins.put(login.email().text(), new Login(login.email(), login.userId(), hash));
    }

    @Override
    public void delete(Account account, Instant at) {
        write("delete");
        if (broken) {
            throw new IllegalStateException("away");
        }
        accounts.remove(account.userId());
        logins.remove(account.email().text());
        tombstones.add(account.userId());
    }

    /** Codes to set a new password. */
    Codes codes() {
        return new Codes() {
            @Override
            public void add(String userId, SentCode code) {
                write("addCode");
                codes.put(userId, with(attemptable(userId), code));
                tries.put(userId, 0);
            }

            @Override
            public SentCodes attempt(String userId, Instant now) {
                write("attempt");
                return mayTry(userId) ? attemptable(userId) : new SentCodes(List.of());
            }
        };
    }

    private void write(String request) {
        read(request);
        Runnable action = beforeNextWrite;
        beforeNextWrite = () -> {};
        action.run();
    }
}
