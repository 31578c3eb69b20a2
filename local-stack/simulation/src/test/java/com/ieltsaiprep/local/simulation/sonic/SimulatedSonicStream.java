package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * Simulated stream, client side, on its node's event loop: calls until one is accepted, demand both
 * ways, and one end.
 */
public final class SimulatedSonicStream implements SonicStream {
    /** Suffix that the core appends to the session id to name a prompt. */
    private static final Pattern PROMPT_SUFFIX = Pattern.compile("-.*");

    private static final int MAX_QUEUED_INPUTS = 1_024;
    private static final int MAX_OUTBOX = 64;
    private static final long FINISH_TIMEOUT_US = 3_000_000;
    private static final StreamEnd.Failure STALLED = new StreamEnd.Transient("UplinkStalled");
    private static final StreamEnd COMPLETED = new StreamEnd.Completed();

    private final SimulatedSonicService service;
    private final SimulatedEventLoop loop;
    private final SonicListener listener;
    private final int number;
    private final SimulatedRetryPolicy retryPolicy;
    private final ArrayDeque<SonicOutput> outbox = new ArrayDeque<>();
    private @Nullable StreamEnd end;
    private @Nullable SimulatedCall call;
    private String sessionId = "";
    private int attempts;
    private long credit;
    private boolean pumpScheduled;
    private boolean pumping;
    private boolean open;
    private boolean finishing;
    private boolean closed;

    SimulatedSonicStream(
            SimulatedSonicService service,
            SimulatedEventLoop loop,
            RetrySchedule retrySchedule,
            SonicListener listener,
            int number) {
        this.service = service;
        this.loop = loop;
        this.listener = listener;
        this.number = number;
        this.retryPolicy = new SimulatedRetryPolicy(retrySchedule, service.scheduler().nowUs());
    }

    /** Returns the number of the stream in the run, from 1. */
    public int number() {
        return number;
    }

    /** Returns the event loop that uses the stream. */
    public SimulatedEventLoop loop() {
        return loop;
    }

    /** Returns whether the service accepted the stream and it has not ended. */
    public boolean isLive() {
        return open && !closed;
    }

    /** Returns the session id, read from the name of the prompt; empty before that. */
    public String sessionId() {
        return sessionId;
    }

    /** Returns whether the core has ended its input. */
    public boolean isFinishing() {
        return finishing;
    }

    /** Returns the number of events that the core has requested and not received. */
    public long credit() {
        return credit;
    }

    void open() {
        loop.run(this::connect);
    }

    private void connect() {
        if (closed) {
            return;
        }
        attempts++;
        SimulatedCall next = new SimulatedCall(service, this);
        call = next;
        service.trace().record("attempt", number, attempts);
        listener.onConnecting(attempts, loop.nowUs());
        if (call == next) {
            next.start();
        }
    }

    void onAccepted(SimulatedCall by) {
        loop.run(
                () -> {
                    if (call == by) {
                        open = true;
                        service.trace().record("stream open", number, attempts);
                        listener.onOpen(loop.nowUs());
                        pump();
                    }
                });
    }

    void onDemandIncreased() {
        loop.run(
                () -> {
                    if (!closed && demand() > 0) {
                        listener.onDemand(loop.nowUs());
                    }
                });
    }

    /** Ends the call with a failure, after the events delivered before. */
    void onFailed(SimulatedCall by, StreamEnd.Failure failure) {
        by.terminate();
        endCall(by, failure);
    }

    /** Ends the call as the core asked. */
    void onCompleted(SimulatedCall by) {
        by.terminate();
        endCall(by, COMPLETED);
    }

    private void endCall(SimulatedCall by, StreamEnd with) {
        loop.run(
                () -> {
                    if (call != by) {
                        return;
                    }
                    if (open) {
                        end = with;
                        pump();
                    } else if (finishing) {
                        close(with);
                    } else {
                        retryOrClose(with);
                    }
                });
    }

    private void retryOrClose(StreamEnd with) {
        StreamEnd.Failure failure =
                with instanceof StreamEnd.Failure it ? it : SimulatedSonicService.ENDED_EARLY;
        call = null;
        outbox.clear();
        int delayMs = retryPolicy.nextDelayMs(failure, service.scheduler().nowUs());
        if (delayMs == SimulatedRetryPolicy.GIVE_UP) {
            close(failure);
            return;
        }
        listener.onRetry(attempts + 1, delayMs, failure, loop.nowUs());
        service.scheduler().scheduleAfter(delayMs * 1_000L, () -> loop.run(this::connect));
    }

    void deliver(SimulatedCall by, SonicOutput event) {
        if (call == by) {
            outbox.add(event);
            schedulePump();
        }
    }

    boolean isOutboxFull() {
        return outbox.size() >= MAX_OUTBOX;
    }

    private void schedulePump() {
        if (!pumpScheduled) {
            pumpScheduled = true;
            loop.run(
                    () -> {
                        pumpScheduled = false;
                        pump();
                    });
        }
    }

    /** Delivers the requested events; reentrant, since the core may request more meanwhile. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        while (!closed && open && credit > 0 && !outbox.isEmpty()) {
            credit--;
            SonicOutput event = outbox.remove();
            service.trace().record(event.getClass().getSimpleName(), number, credit);
            service.trace().note(event);
            service.observer().onOutput(this, event);
            listener.onEvent(event, loop.nowUs());
        }
        pumping = false;
        if (!closed && end != null && outbox.isEmpty() && credit > 0) {
            close(end);
        }
    }

    /** Resets the connection; events that were not requested are lost. */
    public void reset(StreamEnd.Failure failure) {
        SimulatedCall broken = call;
        if (broken != null) {
            broken.terminate();
            outbox.clear();
            loop.run(
                    () -> {
                        if (call == broken && open) {
                            close(failure);
                        } else {
                            endCall(broken, failure);
                        }
                    });
        }
    }

    private void close(StreamEnd with) {
        if (!closed) {
            release(with);
            listener.onClosed(with, loop.nowUs());
        }
    }

    private void release(StreamEnd with) {
        closed = true;
        if (call != null) {
            call.terminate();
            call = null;
        }
        outbox.clear();
        service.trace().record("stream closed", number, with.getClass().getSimpleName());
        service.trace().note(with);
        service.onClosed(this, with);
    }

    /** Closes the stream without telling the core, because its node has stopped. */
    void abandon() {
        if (!closed) {
            release(COMPLETED);
        }
    }

    @Override
    public long demand() {
        return call == null || finishing ? 0 : call.demand();
    }

    @Override
    public void send(SonicInput event) {
        if (call == null || finishing) {
            return;
        }
        if (event instanceof SonicInput.PromptStart start) {
            sessionId = PROMPT_SUFFIX.matcher(start.promptName()).replaceFirst("");
        }
        service.observer().onInput(this, event);
        call.offer(event);
        if (call.queuedInputs() > MAX_QUEUED_INPUTS) {
            close(STALLED);
        }
    }

    @Override
    public void request(long count) {
        if (closed) {
            return;
        }
        service.observer().onRequest(this, count);
        credit += count;
        if (service.behaviour().deliversOnRequest()) {
            pump();
        } else {
            schedulePump();
        }
    }

    @Override
    public void finish() {
        if (closed || finishing) {
            return;
        }
        if (call == null) {
            cancel();
            return;
        }
        finishing = true;
        service.scheduler().scheduleAfter(FINISH_TIMEOUT_US, () -> loop.run(this::cancel));
    }

    @Override
    public void cancel() {
        if (!closed) {
            release(COMPLETED);
            loop.run(() -> listener.onClosed(COMPLETED, loop.nowUs()));
        }
    }

    /** Makes the service stop reading the input for a while. */
    public void stopReading(long forUs) {
        if (call != null) {
            call.stopReading(forUs);
        }
    }

    /** Makes the service stop responding while the stream stays open. */
    public void stopResponding() {
        if (call != null) {
            call.stopResponding();
        }
    }

    /** Makes the service flood the client: endless sentences that come all at once. */
    public void flood() {
        if (call != null) {
            call.flood();
        }
    }

    @Override
    public String toString() {
        return "stream " + number;
    }
}
