package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.local.model.ModelDriver;
import com.ieltsaiprep.local.model.ModelEnd;
import com.ieltsaiprep.local.model.ModelOutput;
import com.ieltsaiprep.local.model.SonicModel;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/**
 * Server side of one call to the service: processes the input every 20 ms, and replies. It goes on
 * while the client's node is frozen.
 */
final class SimulatedCall implements ModelDriver {
    private static final long TICK_US = 20_000;
    private static final long HEADERS_TIMEOUT_US = 5_000_000;
    private static final StreamEnd.Failure NO_HEADERS = new StreamEnd.Transient("NoHeaders");
    private static final StreamEnd.Failure LIFETIME_OVER = new StreamEnd.Expired("ModelTimeout");
    private static final StreamEnd.Failure IDLE = new StreamEnd.Expired("IdleInput");

    private final SimulatedSonicService service;
    private final SimulatedSonicStream stream;
    private final ArrayDeque<SonicInput> inbox = new ArrayDeque<>();
    private final SonicModel model;
    private @Nullable SonicInput lastInput;
    private long notReadingUntilUs;
    private boolean over;

    SimulatedCall(SimulatedSonicService service, SimulatedSonicStream stream) {
        this.service = service;
        this.stream = stream;
        MicrophoneHearing hearing = new MicrophoneHearing();
        this.model =
                new SonicModel(
                        service.behaviour().model(),
                        service.newExaminer(hearing),
                        _ -> hearing,
                        this);
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
            model.open();
            tick();
        }
    }

    @Override
    public void schedule(long delayUs, Runnable task) {
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
            processInbox();
        }
        service.scheduler().scheduleAfter(TICK_US, this::tick);
    }

    private void processInbox() {
        boolean wasFull = demand() == 0;
        for (SonicInput event = inbox.poll(); event != null && !over; event = inbox.poll()) {
            process(event);
        }
        if (wasFull && !over) {
            stream.onDemandIncreased();
        }
    }

    private void process(SonicInput event) {
        if (event instanceof SonicInput.AudioStart
                && model.hasHistory()
                && service.isRefusingHistory()) {
            stream.onFailed(this, SimulatedSonicService.REFUSED);
            return;
        }
        lastInput = event;
        model.accept(SonicVocabulary.input(event));
    }

    @Override
    public void onEnd(ModelEnd end) {
        switch (end) {
            case ModelEnd.Completed _ -> stream.onCompleted(this);
            case ModelEnd.Failed failed when failed.exception().equals("modelTimeoutException") ->
                    stream.onFailed(this, LIFETIME_OVER);
            case ModelEnd.Failed failed when failed.message().startsWith("Timed out") ->
                    stream.onFailed(this, IDLE);
            case ModelEnd.Failed failed ->
                    throw new InvariantViolation(
                            "input order", failed.message() + " " + lastInput + " on " + stream);
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
        model.stopResponding();
    }

    /** Makes every further sentence endless and generates it all at once. */
    void flood() {
        model.flood();
    }

    /** Terminates the call; no event follows. */
    void terminate() {
        over = true;
        model.close();
        inbox.clear();
    }

    @Override
    public long nowUs() {
        return service.scheduler().nowUs();
    }

    @Override
    public long thinkingUs() {
        return service.thinkingUs();
    }

    @Override
    public String toolUseId(int number) {
        return stream + "-tool" + number;
    }

    @Override
    public void onOutput(ModelOutput event) {
        stream.deliver(this, SonicVocabulary.output(event));
    }

    @Override
    public boolean isFull() {
        return stream.isOutboxFull();
    }
}
