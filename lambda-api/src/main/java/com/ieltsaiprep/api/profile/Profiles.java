package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountFields;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.platform.dynamo.OptimisticLock;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.session.ProfileView;
import com.ieltsaiprep.common.ExamModule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Profile service: returns accounts and the attempts left as JSON, and changes accounts. */
public final class Profiles implements ProfileView {
    private static final int MAX_CONSENTS = 50;

    /** The number of concurrent changes of one profile that are waited for. */
    private static final int MAX_ATTEMPTS = 4;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final DynamoAccounts accounts;
    private final DynamoProfiles store;
    private final OperationalEvents events;

    /**
     * Creates the profile service over the DynamoDB tables of accounts and entitlements.
     *
     * @param events reports each profile that is shown without attempts, because reading them
     *     failed
     */
    public Profiles(RegionalDynamo dynamo, OperationalEvents events) {
        this.accounts = new DynamoAccounts(dynamo);
        this.store = new DynamoProfiles(dynamo);
        this.events = events;
    }

    @Override
    public Optional<Object> profile(String userId, Instant signedInAt) {
        return show(store.find(userId), signedInAt);
    }

    @Override
    public Optional<Object> currentProfile(String userId, Instant signedInAt) {
        return show(store.findCurrent(userId), signedInAt);
    }

    private Optional<Object> show(Optional<ProfileSnapshot> snapshot, Instant signedInAt) {
        return snapshot.filter(it -> it.account().sessionValidity().allows(signedInAt))
                .map(this::show);
    }

    /** Reads account and attempts in the function's own region. */
    Optional<ProfileSnapshot> find(String userId) {
        return store.find(userId);
    }

    /**
     * Changes a profile under an optimistic lock.
     *
     * @return the profile after the change
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 if the account was deleted;
     *     503 if concurrent changes conflict again and again
     */
    Object change(String userId, ProfileChange change) {
        Account changed =
                OptimisticLock.retry(
                                MAX_ATTEMPTS,
                                () -> {
                                    Account account =
                                            accounts.find(userId)
                                                    .orElseThrow(AccountFields::accountDeleted);
                                    return changed(account, change);
                                })
                        .orElseThrow(Profiles::conflict);
        return show(new ProfileSnapshot(changed, attempts(userId)));
    }

    private Optional<Account> changed(Account account, ProfileChange change) {
        ProfileChange news =
                new ProfileChange(
                        change.name(), newConsent(account, change.consent()), change.goal());
        return news.isEmpty() ? Optional.of(account) : store.change(account, news);
    }

    /** A consent to the same terms, or to older ones, adds nothing. */
    private static @Nullable Consent newConsent(Account account, @Nullable Consent consent) {
        return consent == null
                        || consent.termsVersion().compareTo(account.consent().termsVersion()) <= 0
                        || account.consents().size() >= MAX_CONSENTS
                ? null
                : consent;
    }

    /** Creates the JSON value of a profile. */
    Object show(ProfileSnapshot snapshot) {
        Account account = snapshot.account();
        Consent consent = account.consent();
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("user_id", account.userId());
        profile.put("email", account.email().text());
        if (account.name() != null) {
            profile.put("name", account.name());
        }
        profile.put("age_confirmed", true);
        profile.put(
                "consent",
                Map.of(
                        "terms_version", consent.termsVersion(),
                        "at", consent.at().toString()));
        profile.put("created_at", account.createdAt().toString());
        profile.putAll(account.goal().toJson());
        snapshot.attempts()
                .ifPresentOrElse(
                        left -> profile.put("attempts", byName(left)), events::attemptsUnavailable);
        return profile;
    }

    private static Map<String, Integer> byName(Map<ExamModule, Integer> attempts) {
        Map<String, Integer> named = new TreeMap<>();
        attempts.forEach((module, left) -> named.put(module.id(), left));
        return named;
    }

    /** The profile is changed already, so a failure here must not fail the request. */
    private Optional<Map<ExamModule, Integer>> attempts(String userId) {
        try {
            return store.find(userId).flatMap(ProfileSnapshot::attempts);
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    private static RuntimeException conflict() {
        return Problem.retryable(
                        ProblemType.UNAVAILABLE,
                        "Too much happens at once with this account. Try again.",
                        RETRY_AFTER)
                .exception();
    }
}
