package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.SonicListener;
import com.ieltsaiprep.gateway.conversation.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.SonicStream;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * A stream as the transport has it, on its node's event loop: attempts until one is accepted,
 * demand both ways, and one end.
 */
public final class ModelStream implements SonicStream {
    /** What the core appends to a session's id to name a prompt. */
    private static final Pattern SUFFIX = Pattern.compile("-.*");

    private static final int QUEUE = 1_024;
    private static final int OUTBOX = 64;
    private static final long ENDING_US = 3_000_000;
    private static final StreamEnd.Failure STALLED = new StreamEnd.Transient("UplinkStalled");
    private static final StreamEnd COMPLETED = new StreamEnd.Completed();

    private final SonicService service;
    private final EventLoop loop;
    private final SonicListener listener;
    private final int number;
    private final Retries retries;
    private final ArrayDeque<SonicOutput> outbox = new ArrayDeque<>();
    private @Nullable StreamEnd end;
    private @Nullable Attempt attempt;
    private String session = "";
    private int attempts;
    private long credit;
    private boolean pumpPlanned;
    private boolean pumping;
    private boolean open;
    private boolean finishing;
    private boolean closed;

    ModelStream(
            SonicService service,
            EventLoop loop,
            RetrySchedule retrySchedule,
            SonicListener listener,
            int number) {
        this.service = service;
        this.loop = loop;
        this.listener = listener;
        this.number = number;
        this.retries = new Retries(retrySchedule, service.timeline().nowUs());
    }

    /** Its number in the world, from 1. */
    public int number() {
        return number;
    }

    /** The event loop it is used on. */
    public EventLoop loop() {
        return loop;
    }

    /** Whether the service accepted it and it has not ended. */
    public boolean live() {
        return open && !closed;
    }

    /** Whether it is over. */
    public boolean closed() {
        return closed;
    }

    /** The session it serves, after which the core names its prompt; empty before. */
    public String session() {
        return session;
    }

    /** Whether the core has no more to say on it. */
    public boolean finishing() {
        return finishing;
    }

    /** How many events the core has asked for and was not told. */
    public long wanted() {
        return credit;
    }

    void begin() {
        loop.run(this::connect);
    }

    private void connect() {
        if (closed) {
            return;
        }
        attempts++;
        Attempt next = new Attempt(service, this);
        attempt = next;
        service.trace().add("attempt", number, attempts);
        listener.onConnecting(attempts, loop.nowUs());
        if (attempt == next) {
            next.call();
        }
    }

    void accepted(Attempt by) {
        loop.run(
                () -> {
                    if (attempt == by) {
                        open = true;
                        service.trace().add("stream open", number, attempts);
                        listener.onOpen(loop.nowUs());
                        pump();
                    }
                });
    }

    void demandRose() {
        loop.run(
                () -> {
                    if (!closed && demand() > 0) {
                        listener.onDemand(loop.nowUs());
                    }
                });
    }

    /** The service ends the call against our will; what it told before comes first. */
    void failed(Attempt by, StreamEnd.Failure failure) {
        by.drop();
        endWith(by, failure);
    }

    /** The service ends the call as asked. */
    void completed(Attempt by) {
        by.drop();
        endWith(by, COMPLETED);
    }

    private void endWith(Attempt by, StreamEnd with) {
        loop.run(
                () -> {
                    if (attempt != by) {
                        return;
                    }
                    if (open) {
                        end = with;
                        pump();
                    } else if (finishing) {
                        close(with);
                    } else {
                        attemptEnded(with);
                    }
                });
    }

    private void attemptEnded(StreamEnd with) {
        StreamEnd.Failure failure =
                with instanceof StreamEnd.Failure it ? it : SonicService.ENDED_EARLY;
        attempt = null;
        outbox.clear();
        int delayMs = retries.nextDelayMs(failure, service.timeline().nowUs());
        if (delayMs == Retries.NONE) {
            close(failure);
            return;
        }
        listener.onRetry(attempts + 1, delayMs, failure, loop.nowUs());
        service.timeline().after(delayMs * 1_000L, () -> loop.run(this::connect));
    }

    void tell(Attempt by, SonicOutput event) {
        if (attempt == by) {
            outbox.add(event);
            planPump();
        }
    }

    boolean full() {
        return outbox.size() >= OUTBOX;
    }

    private void planPump() {
        if (!pumpPlanned) {
            pumpPlanned = true;
            loop.run(
                    () -> {
                        pumpPlanned = false;
                        pump();
                    });
        }
    }

    /** Tells what was asked for; the core may ask for more in the midst of it. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        while (!closed && open && credit > 0 && !outbox.isEmpty()) {
            credit--;
            SonicOutput event = outbox.remove();
            service.trace().add(event.getClass().getSimpleName(), number, credit);
            service.trace().remark(event);
            service.witness().told(this, event);
            listener.onEvent(event, loop.nowUs());
        }
        pumping = false;
        if (!closed && end != null && outbox.isEmpty() && credit > 0) {
            close(end);
        }
    }

    /** The connection is lost under it; what it had told and was not asked for is lost too. */
    void reset(StreamEnd.Failure failure) {
        Attempt broken = attempt;
        if (broken != null) {
            broken.drop();
            outbox.clear();
            loop.run(
                    () -> {
                        if (attempt == broken && open) {
                            close(failure);
                        } else {
                            endWith(broken, failure);
                        }
                    });
        }
    }

    private void close(StreamEnd with) {
        if (!closed) {
            free(with);
            listener.onClosed(with, loop.nowUs());
        }
    }

    private void free(StreamEnd with) {
        closed = true;
        if (attempt != null) {
            attempt.drop();
            attempt = null;
        }
        outbox.clear();
        service.trace().add("stream closed", number, with.getClass().getSimpleName());
        service.trace().remark(with);
        service.closed(this, with);
    }

    /** Its node is gone; the core is told nothing. */
    void abandon() {
        if (!closed) {
            free(COMPLETED);
        }
    }

    @Override
    public long demand() {
        return attempt == null || finishing ? 0 : attempt.demand();
    }

    @Override
    public void send(SonicInput event) {
        if (attempt == null || finishing) {
            return;
        }
        if (event instanceof SonicInput.PromptStart start) {
            session = SUFFIX.matcher(start.promptName()).replaceFirst("");
        }
        service.witness().handed(this, event);
        attempt.offer(event);
        if (attempt.waiting() > QUEUE) {
            close(STALLED);
        }
    }

    @Override
    public void request(long count) {
        if (closed) {
            return;
        }
        service.witness().requested(this, count);
        credit += count;
        if (service.manners().eager()) {
            pump();
        } else {
            planPump();
        }
    }

    @Override
    public void finish() {
        if (closed || finishing) {
            return;
        }
        if (attempt == null) {
            cancel();
            return;
        }
        finishing = true;
        service.timeline().after(ENDING_US, () -> loop.run(this::cancel));
    }

    @Override
    public void cancel() {
        if (!closed) {
            free(COMPLETED);
            loop.run(() -> listener.onClosed(COMPLETED, loop.nowUs()));
        }
    }

    void goDeaf(long forUs) {
        if (attempt != null) {
            attempt.goDeaf(forUs);
        }
    }

    void goSilent() {
        if (attempt != null) {
            attempt.goSilent();
        }
    }

    void goWild() {
        if (attempt != null) {
            attempt.goWild();
        }
    }

    @Override
    public String toString() {
        return "stream " + number;
    }
}
