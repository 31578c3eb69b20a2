package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.NodeEventLoop;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I9: every stream and every capsule gets the whole history, once and in order; planned text may
 * count as said. Only the oldest messages may be missing, and only for lack of room.
 */
final class HistoryComplete implements SimulationObserver {
    private final OwnershipTracker ownership;
    private final Map<ConversationOwner, ExpectedHistory> expectations = new HashMap<>();
    private final Map<SimulatedSonicStream, SeededHistory> seeds = new HashMap<>();
    private final History.Limits limits;

    /** History that a stream was sent, and the state of its current text. */
    private static final class SeededHistory {
        private final StringBuilder words = new StringBuilder();
        private boolean inHistory;
        private boolean isFinalText;
        private boolean audioEnded;
        private String audioName = "";
    }

    HistoryComplete(OwnershipTracker ownership, History.Limits limits) {
        this.ownership = ownership;
        this.limits = limits;
    }

    private ExpectedHistory expected(ConversationOwner owner) {
        return expectations.computeIfAbsent(owner, it -> new ExpectedHistory(limits, it.capsule()));
    }

    private SeededHistory seed(SimulatedSonicStream stream) {
        return seeds.computeIfAbsent(stream, _ -> new SeededHistory());
    }

    @Override
    public void onOutput(SimulatedSonicStream stream, SonicOutput event) {
        ConversationOwner owner = ownership.ownerOf(stream);
        if (owner == null) {
            return;
        }
        if (event instanceof SonicOutput.TextStart start) {
            seed(stream).isFinalText = start.stage() == Stage.FINAL;
        } else if (event instanceof SonicOutput.Text text) {
            SeededHistory seed = seed(stream);
            boolean byUser = text.role() == Role.USER;
            boolean required = !stream.isFinishing() && (byUser || !seed.audioEnded);
            if (seed.isFinalText) {
                expected(owner).addSpoken(text.content(), byUser, required);
            } else {
                expected(owner).addPlanned(text.content());
            }
        }
    }

    @Override
    public void onInput(SimulatedSonicStream stream, SonicInput event) {
        SeededHistory seed = seed(stream);
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

    private void check(SimulatedSonicStream stream, String words) {
        ConversationOwner owner = ownership.ownerOf(stream);
        if (owner == null) {
            throw new InvariantViolation("I9", "a history without an owner");
        }
        ExpectedHistory expected = expected(owner);
        boolean mayBeEmpty = expected.consumeRefusal();
        if (words.isBlank() && mayBeEmpty) {
            return;
        }
        String difference = expected.findDifference(words, true);
        if (difference != null) {
            throw new InvariantViolation(
                    "I9", stream + " of " + owner + " is seeded wrongly: " + difference);
        }
    }

    @Override
    public void onStreamClosed(SimulatedSonicStream stream, StreamEnd end) {
        ConversationOwner owner = ownership.ownerOf(stream);
        if (owner != null && end instanceof StreamEnd.Rejected) {
            expected(owner).onRefusal();
        }
    }

    @Override
    public void onCapsuleSealed(NodeEventLoop loop, Capsule capsule) {
        ConversationOwner owner = ownership.ownerAt(loop, capsule.sessionId());
        if (owner == null) {
            return;
        }
        StringBuilder words = new StringBuilder();
        capsule.history().forEach(message -> words.append(message.text()).append(' '));
        String difference = expected(owner).findDifference(words.toString(), false);
        if (difference != null) {
            throw new InvariantViolation(
                    "I9", "a capsule of " + owner + " is wrong: " + difference);
        }
    }
}
