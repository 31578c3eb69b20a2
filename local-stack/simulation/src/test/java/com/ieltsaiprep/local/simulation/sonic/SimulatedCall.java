package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;

import java.util.ArrayDeque;

/**
 * Server side of one call to the service: processes the input every 20 ms, and replies. It goes on
 * while the client's node is frozen.
 */
final class SimulatedCall {
    private static final long TICK_US = 20_000;
    private static final long HEADERS_TIMEOUT_US = 5_000_000;
    private static final StreamEnd.Failure NO_HEADERS = new StreamEnd.Transient("NoHeaders");
    private static final StreamEnd.Failure LIFETIME_OVER = new StreamEnd.Expired("ModelTimeout");
    private static final StreamEnd.Failure IDLE = new StreamEnd.Expired("IdleInput");

    private final SimulatedSonicService service;
    private final SimulatedSonicStream stream;
    private final ArrayDeque<SonicInput> inbox = new ArrayDeque<>();
    private final InputOrderValidator inputOrder = new InputOrderValidator();
    private final ModelTurnTaking turnTaking;
    private final long startedUs;
    private long lastInputUs;
    private long notReadingUntilUs;
    private boolean unresponsive;
    private boolean over;

    SimulatedCall(SimulatedSonicService service, SimulatedSonicStream stream) {
        this.service = service;
        this.stream = stream;
        this.turnTaking = new ModelTurnTaking(service, this);
        this.startedUs = service.scheduler().nowUs();
        this.lastInputUs = startedUs;
    }

    /** Starts the call; the service accepts it after a while, rejects it, or never answers. */
    void start() {
        if (service.isUnreachable()) {
            schedule(HEADERS_TIMEOUT_US, () -> stream.onFailed(this, NO_HEADERS));
        } else if (service.isThrottling()) {
            schedule(
                    service.openingUs(),
                    () -> stream.onFailed(this, SimulatedSonicService.THROTTLED));
        } else {
            schedule(
                    Math.min(service.openingUs(), HEADERS_TIMEOUT_US - 1),
                    () -> stream.onAccepted(this));
            tick();
        }
    }

    private void schedule(long delayUs, Runnable task) {
        service.scheduler()
                .scheduleAfter(
                        delayUs,
                        () -> {
                            if (!over) {
                                task.run();
                            }
                        });
    }

    private void tick() {
        if (over) {
            return;
        }
        long nowUs = service.scheduler().nowUs();
        if (nowUs >= notReadingUntilUs) {
            processInbox(nowUs);
        }
        if (!over && !unresponsive) {
            turnTaking.tick();
        }
        checkTimeouts(nowUs);
        service.scheduler().scheduleAfter(TICK_US, this::tick);
    }

    private void processInbox(long nowUs) {
        boolean wasFull = demand() == 0;
        for (SonicInput event = inbox.poll(); event != null && !over; event = inbox.poll()) {
            process(event, nowUs);
        }
        if (wasFull && !over) {
            stream.onDemandIncreased();
        }
    }

    private void process(SonicInput event, long nowUs) {
        String violation = inputOrder.violation(event);
        if (violation != null) {
            throw new InvariantViolation("input order", violation + " on " + stream);
        }
        if (event instanceof SonicInput.AudioStart
                && inputOrder.hasHistory()
                && service.isRefusingHistory()) {
            stream.onFailed(this, SimulatedSonicService.REFUSED);
            return;
        }
        lastInputUs = nowUs;
        if (!unresponsive) {
            turnTaking.onInput(event);
        }
    }

    private void checkTimeouts(long nowUs) {
        if (nowUs - startedUs >= service.behaviour().maxStreamMs() * 1_000L) {
            stream.onFailed(this, LIFETIME_OVER);
        } else if (nowUs - lastInputUs >= service.behaviour().idleTimeoutMs() * 1_000L) {
            stream.onFailed(this, IDLE);
        }
    }

    /** Queues an event, also beyond {@link #demand}. */
    void offer(SonicInput event) {
        inbox.add(event);
    }

    int queuedInputs() {
        return inbox.size();
    }

    /** Returns how many events the input window has room for. */
    int demand() {
        return Math.max(0, service.behaviour().inputWindow() - inbox.size());
    }

    /** Stops reading the input for a while. */
    void stopReading(long forUs) {
        notReadingUntilUs = service.scheduler().nowUs() + forUs;
    }

    /** Stops processing and replying while the call stays open. */
    void stopResponding() {
        unresponsive = true;
    }

    /** Makes every further sentence endless and generates it all at once. */
    void flood() {
        turnTaking.flood();
    }

    /** Terminates the call; no event follows. */
    void terminate() {
        over = true;
        inbox.clear();
    }

    boolean isOver() {
        return over;
    }

    void emit(SonicOutput event) {
        stream.deliver(this, event);
    }

    void expectToolResult(String toolUseId) {
        inputOrder.expectToolResult(toolUseId);
    }

    boolean isOutboxFull() {
        return stream.isOutboxFull();
    }

    void complete() {
        stream.onCompleted(this);
    }

    String name() {
        return stream.toString();
    }
}
