package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.session.Profiles;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;

/** People's accounts, as they see them themselves. */
public final class AccountProfiles implements Profiles {
    private static final int MOST_CONSENTS = 50;

    /** More consents of one person than this are not given at the same moment. */
    private static final int TRIES = 4;

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Users users;
    private final Function<String, Map<String, Integer>> attempts;
    private final Consumer<RuntimeException> unread;

    /**
     * Over these accounts.
     *
     * @param attempts how many a person has left, by module
     * @param unread is told if that could not be read: nobody is kept out for it
     */
    public AccountProfiles(
            Users users,
            Function<String, Map<String, Integer>> attempts,
            Consumer<RuntimeException> unread) {
        this.users = users;
        this.attempts = attempts;
        this.unread = unread;
    }

    /**
     * A person's profile as it is known here, maybe some seconds old.
     *
     * @throws com.ieltsaiprep.api.http.ProblemException 401 if the account is gone
     */
    @Override
    public Object profile(String userId) {
        return users.nearby(userId).map(this::show).orElseThrow(AccountProfiles::gone);
    }

    @Override
    public Optional<Object> profile(String userId, Instant signedInAt) {
        return users.nearby(userId)
                .filter(account -> account.standing().allows(signedInAt))
                .map(this::show);
    }

    /**
     * The profile of whoever asks.
     *
     * @param authenticate who that is, by what is seen of the account
     * @throws com.ieltsaiprep.api.http.ProblemException 401 if the account is gone
     */
    Object profile(Function<BiPredicate<String, Instant>, String> authenticate) {
        Sighting sighting = new Sighting(users);
        String userId = authenticate.apply(sighting);
        return sighting.account(userId).map(this::show).orElseThrow(AccountProfiles::gone);
    }

    /**
     * Changes a profile, and answers it as it is now.
     *
     * @throws com.ieltsaiprep.api.http.ProblemException 401 if the account is gone
     */
    Object change(String userId, ProfileChange change) {
        for (int i = 0; i < TRIES; i++) {
            Account account = users.account(userId).orElseThrow(AccountProfiles::gone);
            ProfileChange news = new ProfileChange(change.name(), news(account, change.consent()));
            Optional<Account> changed =
                    news.isNothing() ? Optional.of(account) : users.change(account, news);
            if (changed.isPresent()) {
                return show(changed.get());
            }
        }
        throw Problem.passing(
                        ProblemType.UNAVAILABLE,
                        "Too many requests at once change this profile.",
                        MOMENT)
                .exception();
    }

    /** Who agrees again to the same, or to what was before it, has said nothing new. */
    private static @Nullable Consent news(Account account, @Nullable Consent consent) {
        return consent == null
                        || consent.termsVersion().compareTo(account.consent().termsVersion()) <= 0
                        || account.consents().size() >= MOST_CONSENTS
                ? null
                : consent;
    }

    private Object show(Account account) {
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
        attempts(account).ifPresent(left -> profile.put("attempts", left));
        return profile;
    }

    private Optional<Map<String, Integer>> attempts(Account account) {
        try {
            return Optional.of(attempts.apply(account.userId()));
        } catch (RuntimeException e) {
            unread.accept(e);
            return Optional.empty();
        }
    }

    static RuntimeException gone() {
        return Problem.of(ProblemType.SESSION_REVOKED, "There is no such account any more.")
                .exception();
    }
}
