package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.ArrayDeque;

/**
 * The service's side of one call: takes what was handed in each 20 ms, and speaks. It goes on while
 * the client's node is frozen.
 */
final class Attempt {
    private static final long BEAT_US = 20_000;
    private static final long HEADERS_US = 5_000_000;
    private static final StreamEnd.Failure NO_HEADERS = new StreamEnd.Transient("NoHeaders");
    private static final StreamEnd.Failure LIFE_OVER = new StreamEnd.Expired("ModelTimeout");
    private static final StreamEnd.Failure IDLE = new StreamEnd.Expired("IdleInput");

    private final SonicService service;
    private final ModelStream stream;
    private final ArrayDeque<SonicInput> inbox = new ArrayDeque<>();
    private final InputOrder order = new InputOrder();
    private final TurnTaking turns;
    private final long callUs;
    private long inputUs;
    private long deafUntilUs;
    private boolean silent;
    private boolean over;

    Attempt(SonicService service, ModelStream stream) {
        this.service = service;
        this.stream = stream;
        this.turns = new TurnTaking(service, this);
        this.callUs = service.timeline().nowUs();
        this.inputUs = callUs;
    }

    /** Calls the service, which answers when it likes, or does not. */
    void call() {
        if (service.unreachable()) {
            in(HEADERS_US, () -> stream.failed(this, NO_HEADERS));
        } else if (service.throttling()) {
            in(service.openingUs(), () -> stream.failed(this, SonicService.THROTTLED));
        } else {
            in(Math.min(service.openingUs(), HEADERS_US - 1), () -> stream.accepted(this));
            beat();
        }
    }

    private void in(long delayUs, Runnable task) {
        service.timeline()
                .after(
                        delayUs,
                        () -> {
                            if (!over) {
                                task.run();
                            }
                        });
    }

    private void beat() {
        if (over) {
            return;
        }
        long nowUs = service.timeline().nowUs();
        if (nowUs >= deafUntilUs) {
            takeAll(nowUs);
        }
        if (!over && !silent) {
            turns.beat();
        }
        watch(nowUs);
        service.timeline().after(BEAT_US, this::beat);
    }

    private void takeAll(long nowUs) {
        boolean wasFull = demand() == 0;
        for (SonicInput event = inbox.poll(); event != null && !over; event = inbox.poll()) {
            take(event, nowUs);
        }
        if (wasFull && !over) {
            stream.demandRose();
        }
    }

    private void take(SonicInput event, long nowUs) {
        String wrong = order.wrong(event);
        if (wrong != null) {
            throw new Violation("input order", wrong + " on " + stream);
        }
        if (event instanceof SonicInput.AudioStart
                && order.hasHistory()
                && service.refusesHistory()) {
            stream.failed(this, SonicService.REFUSED);
            return;
        }
        inputUs = nowUs;
        if (!silent) {
            turns.take(event);
        }
    }

    private void watch(long nowUs) {
        if (nowUs - callUs >= service.manners().lifeMs() * 1_000L) {
            stream.failed(this, LIFE_OVER);
        } else if (nowUs - inputUs >= service.manners().idleMs() * 1_000L) {
            stream.failed(this, IDLE);
        }
    }

    /** Takes an event; more than {@link #demand} wait. */
    void offer(SonicInput event) {
        inbox.add(event);
    }

    int waiting() {
        return inbox.size();
    }

    /** How many events it would take at once. */
    int demand() {
        return Math.max(0, service.manners().window() - inbox.size());
    }

    /** Takes nothing for a while. */
    void goDeaf(long forUs) {
        deafUntilUs = service.timeline().nowUs() + forUs;
    }

    /** Says and does nothing any more, though it stays open. */
    void goSilent() {
        silent = true;
    }

    /** Says what it says next without end and all at once. */
    void goWild() {
        turns.goWild();
    }

    /** The call ends; nothing follows. */
    void drop() {
        over = true;
        inbox.clear();
    }

    boolean over() {
        return over;
    }

    void tell(SonicOutput event) {
        stream.tell(this, event);
    }

    void toolUsed(String toolUseId) {
        order.toolUsed(toolUseId);
    }

    boolean full() {
        return stream.full();
    }

    void completed() {
        stream.completed(this);
    }

    String name() {
        return stream.toString();
    }
}
