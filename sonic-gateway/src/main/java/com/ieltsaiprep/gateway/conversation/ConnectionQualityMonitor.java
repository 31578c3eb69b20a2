package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationObserver;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;

import java.util.ArrayDeque;

/**
 * Connection quality monitor: compares round-trip time, microphone delay and player underruns with
 * the thresholds of noticeable lag. The rating falls after two bad samples in a row and rises after
 * five good ones, so that it does not flicker.
 */
final class ConnectionQualityMonitor {
    private static final long PING_INTERVAL_US = 1_000_000;
    private static final int PINGS_PER_SAMPLE = 2;
    private static final long REPEAT_INTERVAL_US = 6_000_000;
    private static final long UNDERRUN_WINDOW_US = 30_000_000;
    private static final int MAX_ROUND_TRIPS = 5;
    private static final int MAX_UNANSWERED = 30;
    private static final int WORSE_AFTER = 2;
    private static final int BETTER_AFTER = 5;

    /**
     * Round trip from which a connection is rated slow, ms. A judgement of ours: the candidate
     * waits for it in addition to the model's response time. ITU-T G.114, which bounds the one-way
     * delay between two speakers, does not yield it.
     */
    private static final int SLOW_ROUND_TRIP_MS = 500;

    private static final int BAD_ROUND_TRIP_MS = 1_200;
    private static final int SLOW_DELAY_MS = 300;
    private static final int BAD_DELAY_MS = 1_000;
    private static final int SLOW_UNDERRUNS = 2;
    private static final int BAD_UNDERRUNS = 6;

    private final ClientPort client;
    private final ConversationObserver observer;
    private final ArrayDeque<Integer> roundTrips = new ArrayDeque<>();
    private final ArrayDeque<Long> underrunsUs = new ArrayDeque<>();
    private Quality quality = Quality.OK;
    private Quality sampled = Quality.OK;
    private int sameSamples;
    private final ArrayDeque<UnansweredPing> unanswered = new ArrayDeque<>();
    private int pingId;
    private long pingedUs = Long.MIN_VALUE / 2;
    private long notifiedUs;
    private int underruns;

    private record UnansweredPing(int id, long atUs) {}

    ConnectionQualityMonitor(ClientPort client, ConversationObserver observer) {
        this.client = client;
        this.observer = observer;
    }

    void onPong(int id, long nowUs) {
        UnansweredPing ping = unanswered.peek();
        while (ping != null && ping.id <= id) {
            unanswered.remove();
            if (ping.id == id) {
                addRoundTrip((int) ((nowUs - ping.atUs) / 1_000));
            }
            ping = unanswered.peek();
        }
    }

    /** Records the player's underruns, counted since the connection began. */
    void onUnderruns(int count, long nowUs) {
        for (int i = underruns; i < Math.min(count, underruns + BAD_UNDERRUNS); i++) {
            underrunsUs.add(nowUs);
        }
        underruns = count;
    }

    /** Discards the measurements of the previous connection. */
    void onReattached() {
        roundTrips.clear();
        unanswered.clear();
        pingedUs = Long.MIN_VALUE / 2;
        underruns = 0;
    }

    /**
     * Sends a ping each second and samples the quality at every second ping.
     *
     * @param delayMs delay of the microphone's frames, ms
     */
    void tick(int delayMs, long nowUs) {
        if (nowUs - pingedUs < PING_INTERVAL_US) {
            return;
        }
        while (!underrunsUs.isEmpty() && nowUs - underrunsUs.element() > UNDERRUN_WINDOW_US) {
            underrunsUs.remove();
        }
        if (pingId % PINGS_PER_SAMPLE == 0) {
            sample(delayMs, nowUs);
        }
        pingId++;
        pingedUs = nowUs;
        unanswered.add(new UnansweredPing(pingId, nowUs));
        if (unanswered.size() > MAX_UNANSWERED) {
            unanswered.remove();
        }
        client.send(new ServerMessage.Ping(pingId));
    }

    private void sample(int delayMs, long nowUs) {
        int roundTripMs = roundTripMs(nowUs);
        Quality now = worst(roundTripMs, delayMs, underrunsUs.size());
        sameSamples = now == sampled ? sameSamples + 1 : 1;
        sampled = now;
        boolean worse = now.compareTo(quality) > 0 && sameSamples >= WORSE_AFTER;
        boolean better = now.compareTo(quality) < 0 && sameSamples >= BETTER_AFTER;
        boolean repeat = quality != Quality.OK && nowUs - notifiedUs >= REPEAT_INTERVAL_US;
        if (worse || better) {
            quality = now;
            observer.onQualityChanged(quality);
        }
        if (worse || better || repeat) {
            notifiedUs = nowUs;
            client.send(
                    new ServerMessage.Connection(
                            quality, roundTripMs, delayMs, underrunsUs.size()));
        }
    }

    private static Quality worst(int roundTripMs, int delayMs, int underruns) {
        if (roundTripMs >= BAD_ROUND_TRIP_MS
                || delayMs >= BAD_DELAY_MS
                || underruns >= BAD_UNDERRUNS) {
            return Quality.BAD;
        }
        boolean slow =
                roundTripMs >= SLOW_ROUND_TRIP_MS
                        || delayMs >= SLOW_DELAY_MS
                        || underruns >= SLOW_UNDERRUNS;
        return slow ? Quality.SLOW : Quality.OK;
    }

    /**
     * Returns the median round trip, or the age of the oldest unanswered ping if that is longer.
     */
    private int roundTripMs(long nowUs) {
        int median = roundTrips.stream().sorted().skip(roundTrips.size() / 2).findFirst().orElse(0);
        UnansweredPing oldest = unanswered.peek();
        return oldest == null ? median : Math.max(median, (int) ((nowUs - oldest.atUs) / 1_000));
    }

    private void addRoundTrip(int roundTripMs) {
        roundTrips.add(roundTripMs);
        if (roundTrips.size() > MAX_ROUND_TRIPS) {
            roundTrips.remove();
        }
    }
}
