package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.profile.ProfileSource.Shown;
import com.ieltsaiprep.api.session.ProfileView;
import com.ieltsaiprep.common.ExamModule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** People's accounts, as they see them themselves. */
public final class Profiles implements ProfileView {
    private static final int MOST_CONSENTS = 50;

    /** More consents of one person than this are not given at the same moment. */
    private static final int TRIES = 4;

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Users users;
    private final ProfileSource source;
    private final Runnable unread;

    /**
     * Over these accounts.
     *
     * @param unread is told of a profile without the attempts, which could not be read
     */
    public Profiles(Users users, ProfileSource source, Runnable unread) {
        this.users = users;
        this.source = source;
        this.unread = unread;
    }

    /**
     * A person's profile as it is known here, maybe some seconds old.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 if the account is gone
     */
    @Override
    public Object profile(String userId) {
        return source.read(userId).map(this::show).orElseThrow(Profiles::gone);
    }

    @Override
    public Optional<Object> profile(String userId, Instant signedInAt) {
        return source.read(userId)
                .filter(shown -> shown.account().standing().allows(signedInAt))
                .map(this::show);
    }

    /**
     * The profile of whoever asks.
     *
     * @param authenticate who that is, by what is seen of the account
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 if the account is gone
     */
    Object profile(Function<BiPredicate<String, Instant>, String> authenticate) {
        Sighting sighting = new Sighting(source);
        String userId = authenticate.apply(sighting);
        return sighting.of(userId).map(this::show).orElseThrow(Profiles::gone);
    }

    /**
     * Changes a profile, and answers it as it is now.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 401 if the account is gone
     */
    Object change(String userId, ProfileChange change) {
        for (int i = 0; i < TRIES; i++) {
            Account account = users.account(userId).orElseThrow(Profiles::gone);
            ProfileChange news = new ProfileChange(change.name(), news(account, change.consent()));
            Optional<Account> changed =
                    news.isNothing() ? Optional.of(account) : users.change(account, news);
            if (changed.isPresent()) {
                return show(new Shown(changed.get(), attempts(userId)));
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

    private Object show(Shown shown) {
        Account account = shown.account();
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
        shown.attempts().ifPresentOrElse(left -> profile.put("attempts", byName(left)), unread);
        return profile;
    }

    private static Map<String, Integer> byName(Map<ExamModule, Integer> attempts) {
        Map<String, Integer> named = new TreeMap<>();
        attempts.forEach((module, left) -> named.put(module.id(), left));
        return named;
    }

    /** Whoever has changed their profile is not told that it failed because this did. */
    private Optional<Map<ExamModule, Integer>> attempts(String userId) {
        try {
            return source.read(userId).flatMap(Shown::attempts);
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    static RuntimeException gone() {
        return Problem.of(ProblemType.SESSION_REVOKED, "There is no such account any more.")
                .exception();
    }
}
