package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;

import java.util.ArrayDeque;

/**
 * How good the connection is, from the round trip of pings, the delay of the microphone's frames
 * and the player's underruns. It becomes worse after two bad looks in a row, better after five good
 * ones, so that it does not flicker.
 */
final class ConnectionQualityMonitor {
    private static final long PING_US = 1_000_000;
    private static final int PINGS_A_LOOK = 2;
    private static final long REPEAT_US = 6_000_000;
    private static final long UNDERRUNS_US = 30_000_000;
    private static final int PINGS = 5;
    private static final int MAX_UNANSWERED = 30;
    private static final int WORSE_AFTER = 2;
    private static final int BETTER_AFTER = 5;

    /** A conversation is thought slow from here on (ITU-T G.114: more than 400 ms one way). */
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
    private Quality seen = Quality.OK;
    private int looksSame;
    private final ArrayDeque<Sent> unanswered = new ArrayDeque<>();
    private int pingId;
    private long pingedUs = Long.MIN_VALUE / 2;
    private long toldUs;
    private int underruns;

    private record Sent(int id, long atUs) {}

    ConnectionQualityMonitor(ClientPort client, ConversationObserver observer) {
        this.client = client;
        this.observer = observer;
    }

    /** The answer to a ping. */
    void onPong(int id, long nowUs) {
        Sent ping = unanswered.peek();
        while (ping != null && ping.id <= id) {
            unanswered.remove();
            if (ping.id == id) {
                note((int) ((nowUs - ping.atUs) / 1_000));
            }
            ping = unanswered.peek();
        }
    }

    /** What the player says: times that it ran dry since the connection began. */
    void onUnderruns(int count, long nowUs) {
        for (int i = underruns; i < Math.min(count, underruns + BAD_UNDERRUNS); i++) {
            underrunsUs.add(nowUs);
        }
        underruns = count;
    }

    /** Another connection: the old one's figures say nothing of it. */
    void onReattached() {
        roundTrips.clear();
        unanswered.clear();
        pingedUs = Long.MIN_VALUE / 2;
        underruns = 0;
    }

    /**
     * Pings each second, and looks at every second ping.
     *
     * @param delayMs how late the microphone's frames arrive
     */
    void tick(int delayMs, long nowUs) {
        if (nowUs - pingedUs < PING_US) {
            return;
        }
        while (!underrunsUs.isEmpty() && nowUs - underrunsUs.element() > UNDERRUNS_US) {
            underrunsUs.remove();
        }
        if (pingId % PINGS_A_LOOK == 0) {
            look(delayMs, nowUs);
        }
        pingId++;
        pingedUs = nowUs;
        unanswered.add(new Sent(pingId, nowUs));
        if (unanswered.size() > MAX_UNANSWERED) {
            unanswered.remove();
        }
        client.send(new ServerMessage.Ping(pingId));
    }

    private void look(int delayMs, long nowUs) {
        int roundTripMs = roundTripMs(nowUs);
        Quality now = worst(roundTripMs, delayMs, underrunsUs.size());
        looksSame = now == seen ? looksSame + 1 : 1;
        seen = now;
        boolean worse = now.compareTo(quality) > 0 && looksSame >= WORSE_AFTER;
        boolean better = now.compareTo(quality) < 0 && looksSame >= BETTER_AFTER;
        boolean repeat = quality != Quality.OK && nowUs - toldUs >= REPEAT_US;
        if (worse || better) {
            quality = now;
            observer.onQualityChanged(quality);
        }
        if (worse || better || repeat) {
            toldUs = nowUs;
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

    /** The median, or how long an answer has been awaited if that is longer. */
    private int roundTripMs(long nowUs) {
        int median = roundTrips.stream().sorted().skip(roundTrips.size() / 2).findFirst().orElse(0);
        Sent oldest = unanswered.peek();
        return oldest == null ? median : Math.max(median, (int) ((nowUs - oldest.atUs) / 1_000));
    }

    private void note(int roundTripMs) {
        roundTrips.add(roundTripMs);
        if (roundTrips.size() > PINGS) {
            roundTrips.remove();
        }
    }
}
