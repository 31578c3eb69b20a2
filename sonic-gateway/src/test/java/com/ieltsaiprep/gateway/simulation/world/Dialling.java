package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.simulation.engine.Chance;

/** How a device comes to a connection: the first try at once, then with backoff and full jitter. */
final class Dialling {
    private static final int FIRST_PAUSE_MS = 250;
    private static final int LONGEST_PAUSE_MS = 4_000;
    private static final long SHORT_WAIT_US = 2_000_000;
    private static final long LONG_WAIT_US = 5_000_000;
    private static final int SHORT_WAITS = 3;

    private final World world;
    private final Device device;
    private final Chance chance;
    private int tries;
    private int dial;
    private boolean waiting;
    private long offlineUntilUs;

    Dialling(World world, Device device) {
        this.world = world;
        this.device = device;
        this.chance = world.chance("dialling" + device.number());
    }

    void begin() {
        device.actor().later(0, this::dial);
    }

    /** The connection was lost. */
    void again() {
        int pauseMs = 0;
        if (tries > 0) {
            int most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(tries - 1, 10));
            pauseMs = chance.between(0, most);
        }
        if (!waiting) {
            waiting = true;
            device.actor()
                    .later(
                            pauseMs * 1_000L,
                            () -> {
                                waiting = false;
                                dial();
                            });
        }
    }

    /** The conversation goes on. */
    void succeeded() {
        tries = 0;
    }

    void goOffline(long forUs) {
        offlineUntilUs = world.nowUs() + forUs;
    }

    private void dial() {
        if (device.over()) {
            return;
        }
        tries++;
        dial++;
        int thisDial = dial;
        Session session = device.nextSession();
        Node node = world.nowUs() < offlineUntilUs ? null : world.balance(chance);
        long waitUs = tries <= SHORT_WAITS ? SHORT_WAIT_US : LONG_WAIT_US;
        device.actor().later(waitUs, () -> onFailed(thisDial));
        if (node == null) {
            return;
        }
        // A ticket, TCP and TLS, the upgrade.
        long roundTripUs = device.network().roundTripUs();
        world.timeline().after(3 * roundTripUs, () -> reach(node, session, thisDial));
    }

    private void reach(Node node, Session session, int thisDial) {
        if (node.gone()) {
            device.actor().run(() -> onFailed(thisDial));
        } else {
            node.actor().run(() -> upgrade(node, session, thisDial));
        }
    }

    private void upgrade(Node node, Session session, int thisDial) {
        if (!node.admits()) {
            device.actor().run(() -> onFailed(thisDial));
            return;
        }
        if (thisDial != dial) {
            return;
        }
        Link link = new Link(world, device, node);
        node.accept(device, session, link);
        link.down(
                () -> {
                    if (thisDial == dial && !device.over()) {
                        dial++;
                        device.onConnected(link);
                    } else {
                        link.up(() -> link.socket().onLost());
                    }
                });
    }

    private void onFailed(int failed) {
        if (failed == dial) {
            dial++;
            again();
        }
    }
}
