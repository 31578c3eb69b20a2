package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.ratelimit.FakeCounterStore;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The functions of three regions over replicated tables, and somebody with an account. */
final class ThreeRegions {
    static final String USER = "7b0e1c8e-5f5f-4a0c-9b52-0d5d9a3e7c11";

    final VirtualClock clock = new VirtualClock();
    final Replicas replicas = new Replicas();
    final FakeStandings standings = new FakeStandings();
    private final RateLimiter rateLimiter =
            new RateLimiter("us", new FakeCounterStore(), clock, _ -> {});
    private final Map<Region, Function> functions = new EnumMap<>(Region.class);
    private int reuses;
    private int left;

    /** What a function of one region has. */
    record Function(Sessions sessions, Authenticator authenticator, FakeCopies copies) {
        /** The caller signs out with this token. */
        Sessions.Ending end(Caller caller, String accessToken) {
            return sessions.end(caller, AccessToken.parse(accessToken).orElseThrow().hash());
        }

        Caller caller(String accessToken) {
            return authenticator.authenticate(request("Bearer " + accessToken));
        }

        Caller confirmed(String accessToken) {
            return authenticator.confirm(request("Bearer " + accessToken));
        }
    }

    ThreeRegions() {
        standings.add(USER);
        standings.replicate();
        for (Region region : Region.values()) {
            FakeCopies copies = new FakeCopies(clock);
            SessionStore store = replicas.in(region);
            functions.put(
                    region,
                    new Function(
                            new Sessions(
                                    new Sessions.Parts(store, copies, standings, events()),
                                    new TokenGenerator(new Random(region.letter())),
                                    clock,
                                    region),
                            new Authenticator(store, copies, standings, rateLimiter, clock, region),
                            copies));
        }
    }

    private SignInEvents events() {
        return new SignInEvents() {
            @Override
            public void signedIn(String userId, Way way) {
                throw new AssertionError("whoever checks the password says so");
            }

            @Override
            public void refreshTokenReused() {
                reuses++;
            }

            @Override
            public void signInLeft(String userId, RuntimeException why) {
                left++;
            }
        };
    }

    /** How often a refresh token was found to be shown again. */
    int reuses() {
        return reuses;
    }

    /** How often something stayed of a sign-in that has ended. */
    int left() {
        return left;
    }

    Function in(Region region) {
        return Objects.requireNonNull(functions.get(region));
    }

    static Request request(String authorization) {
        return new Request(
                "GET",
                "/me",
                Map.of(),
                Map.of("authorization", List.of(authorization)),
                Map.of(),
                new byte[0],
                "id",
                "192.0.2.1");
    }

    static void assertRefused(ProblemType type, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().type()).isEqualTo(type);
                            assertThat(e.problem().toResponse("1").headers())
                                    .containsEntry("WWW-Authenticate", List.of("Bearer"));
                        });
    }
}
