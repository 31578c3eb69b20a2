package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.Manners;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.Device;
import com.ieltsaiprep.gateway.simulation.world.Fault;
import com.ieltsaiprep.gateway.simulation.world.Outcome;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import java.util.HashMap;
import java.util.Map;

/**
 * I18, second half: in a world where nothing goes wrong Maya answers whoever has spoken and then
 * waits, also when her stream changes in between.
 */
final class Answered implements Witness {
    /** To notice that a change of streams has come between, and to ask again. */
    private static final int SLACK_MS = 8_000;

    private final Timeline timeline;
    private final long withinUs;
    private final Map<String, Long> newsUs = new HashMap<>();
    private boolean troubled;

    Answered(Timeline timeline, Manners manners) {
        this.timeline = timeline;
        int thinkingMs = manners.thinking().mostMs();
        int withinMs = 2 * thinkingMs + manners.opening().mostMs() + SLACK_MS;
        this.withinUs = withinMs * 1_000L;
    }

    @Override
    public void told(ModelStream stream, SonicOutput event) {
        if (event instanceof SonicOutput.Text text && !stream.finishing()) {
            newsUs.put(stream.session(), timeline.nowUs());
            if (text.role() == Role.USER) {
                expectAnswer(stream.session());
            }
        }
    }

    private void expectAnswer(String session) {
        long askedUs = timeline.nowUs();
        timeline.after(
                withinUs,
                () -> {
                    if (!troubled && newsUs.getOrDefault(session, 0L) == askedUs) {
                        throw new Violation("I18", session + " waits for an answer");
                    }
                });
    }

    @Override
    public void captured(Device device, int sequence, boolean voice) {
        if (voice) {
            newsUs.put(device.session().identity().sessionId(), timeline.nowUs());
        }
    }

    @Override
    public void over(Device device, Outcome outcome) {
        newsUs.remove(device.session().identity().sessionId());
    }

    @Override
    public void befell(Fault fault) {
        troubled = true;
    }
}
