package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.GatewayLoop;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;

import java.util.HashMap;
import java.util.Map;

/**
 * I9: a stream is seeded, and a capsule filled, with all that was said, once and in order; what was
 * planned may be in it as if it were said. Only the oldest may be missing, and only for want of
 * room.
 */
final class HistoryKept implements Witness {
    private final Holders holders;
    private final Map<Holder, Said> said = new HashMap<>();
    private final Map<ModelStream, Seed> seeds = new HashMap<>();
    private final History.Limits limits;

    /** What a stream was handed, and what it is in the midst of. */
    private static final class Seed {
        private final StringBuilder words = new StringBuilder();
        private boolean inHistory;
        private boolean finalText;
        private boolean audioEnded;
        private String audioName = "";
    }

    HistoryKept(Holders holders, History.Limits limits) {
        this.holders = holders;
        this.limits = limits;
    }

    private Said said(Holder holder) {
        return said.computeIfAbsent(holder, it -> new Said(limits, it.capsule()));
    }

    private Seed seed(ModelStream stream) {
        return seeds.computeIfAbsent(stream, _ -> new Seed());
    }

    @Override
    public void told(ModelStream stream, SonicOutput event) {
        Holder holder = holders.of(stream);
        if (holder == null) {
            return;
        }
        if (event instanceof SonicOutput.TextStart start) {
            seed(stream).finalText = start.stage() == Stage.FINAL;
        } else if (event instanceof SonicOutput.Text text) {
            Seed seed = seed(stream);
            boolean users = text.role() == Role.USER;
            boolean heeded = !stream.finishing() && (users || !seed.audioEnded);
            if (seed.finalText) {
                said(holder).said(text.content(), users, heeded);
            } else {
                said(holder).planned(text.content());
            }
        }
    }

    @Override
    public void handed(ModelStream stream, SonicInput event) {
        Seed seed = seed(stream);
        switch (event) {
            case SonicInput.TextStart start ->
                    seed.inHistory = start.role() != SonicInput.Role.SYSTEM && !start.interactive();
            case SonicInput.Text text -> {
                if (seed.inHistory) {
                    seed.words.append(text.content());
                }
            }
            case SonicInput.ContentEnd end -> {
                seed.words.append(' ');
                seed.audioEnded |= end.contentName().equals(seed.audioName);
            }
            case SonicInput.AudioStart start -> {
                seed.audioName = start.contentName();
                check(stream, seed.words.toString());
            }
            default -> {}
        }
    }

    private void check(ModelStream stream, String words) {
        Holder holder = holders.of(stream);
        if (holder == null) {
            throw new Violation("I9", "history of nobody's conversation");
        }
        Said known = said(holder);
        boolean mayDoWithout = known.takeRefusal();
        if (words.isBlank() && mayDoWithout) {
            return;
        }
        String wrong = known.differs(words, true);
        if (wrong != null) {
            throw new Violation("I9", stream + " of " + holder + " is seeded wrongly: " + wrong);
        }
    }

    @Override
    public void closed(ModelStream stream, StreamEnd end) {
        Holder holder = holders.of(stream);
        if (holder != null && end instanceof StreamEnd.Rejected) {
            said(holder).onRefusal();
        }
    }

    @Override
    public void sealed(GatewayLoop loop, Capsule capsule) {
        Holder holder = holders.at(loop, capsule.sessionId());
        if (holder == null) {
            return;
        }
        StringBuilder words = new StringBuilder();
        capsule.history().forEach(message -> words.append(message.text()).append(' '));
        String wrong = said(holder).differs(words.toString(), false);
        if (wrong != null) {
            throw new Violation("I9", "a capsule of " + holder + " is wrong: " + wrong);
        }
    }
}
