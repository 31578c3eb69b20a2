package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.local.model.Examiner;
import com.ieltsaiprep.local.simulation.engine.EventTrace;
import com.ieltsaiprep.local.simulation.engine.RandomStream;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Simulated Nova Sonic service: all its streams, and the faults that are active. */
public final class SimulatedSonicService {
    static final StreamEnd.Failure THROTTLED = new StreamEnd.Capacity("Throttling");
    static final StreamEnd.Failure REFUSED = new StreamEnd.Rejected("Validation");
    static final StreamEnd.Failure ENDED_EARLY = new StreamEnd.Transient("EndedEarly");

    private final VirtualTimeScheduler scheduler;
    private final EventTrace trace;
    private final RandomStream random;
    private final SonicBehaviour behaviour;
    private final Function<MicrophoneHearing, Examiner> examiners;
    private final SonicObserver observer;
    private final List<SimulatedSonicStream> streams = new ArrayList<>();
    private int streamCount;
    private long throttlingUntilUs;
    private long unreachableUntilUs;
    private long refusingUntilUs;

    /** Creates a service without faults that creates an examiner for each call. */
    public SimulatedSonicService(
            VirtualTimeScheduler scheduler,
            EventTrace trace,
            RandomStream random,
            SonicBehaviour behaviour,
            Function<MicrophoneHearing, Examiner> examiners,
            SonicObserver observer) {
        this.scheduler = scheduler;
        this.trace = trace;
        this.random = random;
        this.behaviour = behaviour;
        this.examiners = examiners;
        this.observer = observer;
    }

    /** Returns the Sonic port of one event loop. */
    public SonicPort port(SimulatedEventLoop loop) {
        return (retrySchedule, listener) -> {
            streamCount++;
            SimulatedSonicStream stream =
                    new SimulatedSonicStream(this, loop, retrySchedule, listener, streamCount);
            streams.add(stream);
            trace.record("stream", streamCount, retrySchedule.name());
            observer.onStreamOpened(stream);
            stream.open();
            return stream;
        };
    }

    /** Returns the streams that are open or opening, oldest first. */
    public List<SimulatedSonicStream> streams() {
        return streams;
    }

    /** Closes the matching streams because their node has stopped. */
    public void abandon(Predicate<SimulatedSonicStream> which) {
        streams.stream().filter(which).toList().forEach(SimulatedSonicStream::abandon);
    }

    /** Throttles new streams for a while. */
    public void throttle(long forUs) {
        throttlingUntilUs = scheduler.nowUs() + forUs;
    }

    /** Leaves new streams without an answer for a while. */
    public void makeUnreachable(long forUs) {
        unreachableUntilUs = scheduler.nowUs() + forUs;
    }

    /** Refuses new streams with a history for a while. */
    public void refuseHistory(long forUs) {
        refusingUntilUs = scheduler.nowUs() + forUs;
    }

    boolean isThrottling() {
        return scheduler.nowUs() < throttlingUntilUs;
    }

    boolean isUnreachable() {
        return scheduler.nowUs() < unreachableUntilUs;
    }

    boolean isRefusingHistory() {
        return scheduler.nowUs() < refusingUntilUs;
    }

    long openingUs() {
        return behaviour.openingDelay().sampleUs(random);
    }

    long thinkingUs() {
        return behaviour.thinkingTime().sampleUs(random);
    }

    Examiner newExaminer(MicrophoneHearing hearing) {
        return examiners.apply(hearing);
    }

    void onClosed(SimulatedSonicStream stream, StreamEnd end) {
        streams.remove(stream);
        observer.onStreamClosed(stream, end);
    }

    VirtualTimeScheduler scheduler() {
        return scheduler;
    }

    EventTrace trace() {
        return trace;
    }

    SonicBehaviour behaviour() {
        return behaviour;
    }

    SonicObserver observer() {
        return observer;
    }
}
