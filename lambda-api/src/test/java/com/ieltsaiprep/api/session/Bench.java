package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.ratelimit.FakeCounterStore;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import java.util.Random;

/** What the routes of a function in a region need, with everything in memory. */
public final class Bench {
    private final VirtualClock clock = new VirtualClock();
    private final FakeStandings standings = new FakeStandings();
    private final Recorded recorded = new Recorded();
    private final TokenGenerator tokens = new TokenGenerator(new Random(1));
    private final RateLimiter rateLimiter =
            new RateLimiter("us", new FakeCounterStore(), clock, _ -> {});
    private final FakeProfiles profiles = new FakeProfiles(standings);
    private final Sessions sessions;
    private final Authenticator authenticator;

    /** Of a region. */
    public Bench(Region own) {
        SessionStore store = new Replicas().in(own);
        FakeCopies copies = new FakeCopies(clock);
        this.sessions =
                new Sessions(
                        new Sessions.Parts(store, copies, standings, recorded), tokens, clock, own);
        this.authenticator = new Authenticator(store, copies, standings, rateLimiter, clock, own);
    }

    /** An access token of somebody. */
    public String signIn(String userId) {
        standings.add(userId);
        return sessions.issue(userId, "", clock.instant()).accessToken();
    }

    /** The clock of all. */
    public VirtualClock clock() {
        return clock;
    }

    /** The people. */
    public FakeStandings standings() {
        return standings;
    }

    /** What was told of sign-ins. */
    public Recorded recorded() {
        return recorded;
    }

    /** Secrets that are the same in each run. */
    public TokenGenerator tokens() {
        return tokens;
    }

    /** Limits, as they are. */
    public RateLimiter rateLimiter() {
        return rateLimiter;
    }

    /** Sessions. */
    public Sessions sessions() {
        return sessions;
    }

    /** Who asks. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** From now on profiles cannot be read, or can again. */
    public void profilesAreAway(boolean away) {
        profiles.setAway(away);
    }

    /** Answers with a profile whose name is the person's id. */
    public SessionResponses responses() {
        return new SessionResponses(profiles);
    }
}
