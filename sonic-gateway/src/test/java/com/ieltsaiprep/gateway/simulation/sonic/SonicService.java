package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.SonicPort;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The service in a world: all its streams, and what is wrong with it at the moment. */
public final class SonicService {
    static final StreamEnd.Failure THROTTLED = new StreamEnd.Capacity("Throttling");
    static final StreamEnd.Failure REFUSED = new StreamEnd.Rejected("Validation");
    static final StreamEnd.Failure ENDED_EARLY = new StreamEnd.Transient("EndedEarly");

    private final Timeline timeline;
    private final Trace trace;
    private final Chance chance;
    private final Manners manners;
    private final Supplier<Script> scripts;
    private final SonicWitness witness;
    private final List<ModelStream> streams = new ArrayList<>();
    private int opened;
    private int replies;
    private long throttlingUntilUs;
    private long unreachableUntilUs;
    private long refusingUntilUs;

    /** A service that is well; a script is asked for with each stream. */
    public SonicService(
            Timeline timeline,
            Trace trace,
            Chance chance,
            Manners manners,
            Supplier<Script> scripts,
            SonicWitness witness) {
        this.timeline = timeline;
        this.trace = trace;
        this.chance = chance;
        this.manners = manners;
        this.scripts = scripts;
        this.witness = witness;
    }

    /** The port of one event loop. */
    public SonicPort port(EventLoop loop) {
        return (retrySchedule, listener) -> {
            opened++;
            ModelStream stream = new ModelStream(this, loop, retrySchedule, listener, opened);
            streams.add(stream);
            trace.add("stream", opened, retrySchedule.name());
            witness.opened(stream);
            stream.begin();
            return stream;
        };
    }

    /** The streams that are open or opening, oldest first. */
    public List<ModelStream> streams() {
        return streams;
    }

    /** Chosen streams break, with what they have not yet told. */
    public void fail(Predicate<ModelStream> which, StreamEnd.Failure failure) {
        chosen(which).forEach(stream -> stream.reset(failure));
    }

    /** Chosen streams take nothing for a while. */
    public void deafen(Predicate<ModelStream> which, long forUs) {
        chosen(which).forEach(stream -> stream.goDeaf(forUs));
    }

    /** Chosen streams do nothing any more, but stay open. */
    public void silence(Predicate<ModelStream> which) {
        chosen(which).forEach(ModelStream::goSilent);
    }

    /** What chosen streams say next has no end, and comes all at once. */
    public void flood(Predicate<ModelStream> which) {
        chosen(which).forEach(ModelStream::goWild);
    }

    /** The node of chosen streams is gone. */
    public void abandon(Predicate<ModelStream> which) {
        chosen(which).forEach(ModelStream::abandon);
    }

    private List<ModelStream> chosen(Predicate<ModelStream> which) {
        return streams.stream().filter(which).toList();
    }

    /** New streams find no room for a while. */
    public void throttle(long forUs) {
        throttlingUntilUs = timeline.nowUs() + forUs;
    }

    /** New streams find no answer for a while. */
    public void vanish(long forUs) {
        unreachableUntilUs = timeline.nowUs() + forUs;
    }

    /** New streams with a history are refused for a while. */
    public void refuseHistory(long forUs) {
        refusingUntilUs = timeline.nowUs() + forUs;
    }

    boolean throttling() {
        return timeline.nowUs() < throttlingUntilUs;
    }

    boolean unreachable() {
        return timeline.nowUs() < unreachableUntilUs;
    }

    boolean refusesHistory() {
        return timeline.nowUs() < refusingUntilUs;
    }

    long openingUs() {
        return manners.opening().drawUs(chance);
    }

    long thinkingUs() {
        return manners.thinking().drawUs(chance);
    }

    int nextReply() {
        replies++;
        return replies;
    }

    Script newScript() {
        return scripts.get();
    }

    void closed(ModelStream stream, StreamEnd end) {
        streams.remove(stream);
        witness.closed(stream, end);
    }

    Timeline timeline() {
        return timeline;
    }

    Trace trace() {
        return trace;
    }

    Manners manners() {
        return manners;
    }

    SonicWitness witness() {
        return witness;
    }
}
