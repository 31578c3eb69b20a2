package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.credentials.ResetCodes;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.secret.EmailedCode;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.profile.ProfileChange;
import com.ieltsaiprep.api.registration.Registration;
import com.ieltsaiprep.api.registration.Registration.Confirmed;
import com.ieltsaiprep.api.registration.Registration.Waiting;
import com.ieltsaiprep.api.registration.RegistrationStore;

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
    private final Map<String, StoredCredentials> logins = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Account> replica = new HashMap<>();
    private final Map<String, Registration> registrations = new HashMap<>();
    private final Map<String, EmailedCodes> codes = new HashMap<>();
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
    StoredCredentials kept(EmailAddress email) {
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
        return Objects.requireNonNull(registrations.get(TokenGenerator.hash(secret)));
    }

    boolean isDeleted(String userId) {
        return tombstones.contains(userId);
    }

    @Override
    public Optional<StoredCredentials> credentials(EmailAddress email) {
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
    public boolean add(String key, EmailedCode code) {
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

    private static Waiting with(Waiting waiting, EmailedCode code) {
        return new Waiting(
                waiting.key(),
                waiting.credentials(),
                waiting.name(),
                waiting.consent(),
                with(waiting.codes(), code),
                waiting.expiresAt());
    }

    private static EmailedCodes with(EmailedCodes codes, EmailedCode code) {
        return new EmailedCodes(
                Stream.concat(Stream.of(code), codes.newestFirst().stream())
                        .limit(EmailedCodes.MOST)
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
        return tries.merge(key, 1, Integer::sum) <= EmailedCodes.TRIES;
    }

    @Override
    public boolean confirm(Waiting registration, Account account, Instant keptUntil) {
        write("confirm");
        StoredCredentials credentials = registration.credentials();
        if (!(registrations.get(registration.key()) instanceof Waiting waiting)
                || logins.containsKey(credentials.email().text())) {
            return false;
        }
        registrations.put(registration.key(), new Confirmed(waiting.codes()));
        have(credentials, account);
        return true;
    }

    /** Somebody has an account. */
    public void have(StoredCredentials credentials, Account account) {
        logins.put(credentials.email().text(), credentials);
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
    public boolean changePassword(StoredCredentials credentials, String passwordHash, Instant at) {
        write("changePassword");
        if (!credentials.equals(logins.get(credentials.email().text()))) {
            return false;
        }
        put(credentials, passwordHash);
        accounts.computeIfPresent(credentials.userId(), (_, account) -> ended(account, at));
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
    public boolean resetPassword(
            StoredCredentials credentials, String passwordHash, Instant at, String codeHash) {
        if (attemptable(credentials.userId()).newestFirst().stream()
                        .noneMatch(code -> code.hash().equals(codeHash))
                || !changePassword(credentials, passwordHash, at)) {
            return false;
        }
        codes.remove(credentials.userId());
        return true;
    }

    private EmailedCodes attemptable(String userId) {
        return codes.getOrDefault(userId, new EmailedCodes(List.of()));
    }

    @Override
    public void rehash(StoredCredentials credentials, String passwordHash) {
        write("rehash");
        if (credentials.equals(logins.get(credentials.email().text()))) {
            put(credentials, passwordHash);
        }
    }

    private void put(StoredCredentials credentials, String hash) {
        logins.put(
                credentials.email().text(),
                new StoredCredentials(credentials.email(), credentials.userId(), hash));
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
    ResetCodes codes() {
        return new ResetCodes() {
            @Override
            public void add(String userId, EmailedCode code) {
                write("addCode");
                codes.put(userId, with(attemptable(userId), code));
                tries.put(userId, 0);
            }

            @Override
            public EmailedCodes attempt(String userId, Instant now) {
                write("attempt");
                return mayTry(userId) ? attemptable(userId) : new EmailedCodes(List.of());
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
