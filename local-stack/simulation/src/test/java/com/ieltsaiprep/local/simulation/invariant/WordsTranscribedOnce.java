package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.DeviceOutcome;
import com.ieltsaiprep.local.simulation.world.InjectedFault;
import com.ieltsaiprep.local.simulation.world.SimulatedDevice;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * I9, second half: the candidate's words are transcribed once, whichever streams hear them; without
 * faults all of them are.
 */
final class WordsTranscribedOnce implements SimulationObserver {
    private static final Pattern FRAME_RANGE = Pattern.compile("\\((\\d+)-(\\d+)\\)");

    /** Duration of voice that must be transcribed; shorter voice may have been a cough. */
    private static final int MIN_SPEECH_MS = 1_000;

    /** Silence after which a turn is over and transcribed. */
    private static final int TURN_END_SILENCE_MS = 5_000;

    private final OwnershipTracker ownership;
    private final int frameMs;
    private final Map<ConversationOwner, BitSet> transcribed = new HashMap<>();
    private final Map<String, Speech> speeches = new HashMap<>();

    /** Newest text of a candidate, which a form of the service sends twice. */
    private String latestWords = "";

    private boolean mayLoseWords;

    /** Frames that a candidate captured in one conversation. */
    private static final class Speech {
        private final BitSet loud = new BitSet();
        private int frames;

        /** Returns the end of the last turn that was followed by this many silent frames. */
        int lastTurnEnd(int silence) {
            int until = frames;
            while (until > 0) {
                int from = loud.previousSetBit(until - 1) + 1;
                if (until - from >= silence) {
                    return from;
                }
                until = loud.previousClearBit(from - 1) + 1;
            }
            return 0;
        }
    }

    WordsTranscribedOnce(OwnershipTracker ownership, int frameMs) {
        this.ownership = ownership;
        this.frameMs = frameMs;
    }

    private BitSet transcribed(ConversationOwner owner) {
        return transcribed.computeIfAbsent(
                owner,
                it -> {
                    BitSet frames = new BitSet();
                    Capsule capsule = it.capsule();
                    if (capsule != null) {
                        capsule.history().forEach(said -> markTranscribed(said.text(), frames));
                    }
                    return frames;
                });
    }

    private static void markTranscribed(String words, BitSet to) {
        FRAME_RANGE
                .matcher(words)
                .results()
                .forEach(
                        frames ->
                                to.set(
                                        Integer.parseInt(frames.group(1)),
                                        Integer.parseInt(frames.group(2)) + 1));
    }

    @Override
    public void onOutput(SimulatedSonicStream stream, SonicOutput event) {
        ConversationOwner owner = ownership.ownerOf(stream);
        if (owner != null
                && event instanceof SonicOutput.Text text
                && text.role() == Role.USER
                && !text.content().equals(latestWords)
                && !stream.isFinishing()) {
            latestWords = text.content();
            BitSet words = new BitSet();
            markTranscribed(text.content(), words);
            if (words.intersects(transcribed(owner))) {
                throw new InvariantViolation(
                        "I9", "words were transcribed twice: " + text.content());
            }
            transcribed(owner).or(words);
        }
    }

    @Override
    public void onFault(InjectedFault fault) {
        mayLoseWords = true;
    }

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        mayLoseWords |=
                message instanceof ServerMessage.Lost lost && lost.reason() == LossReason.TOO_OLD;
    }

    @Override
    public void onFrameCaptured(SimulatedDevice device, int sequence, boolean voice) {
        Speech speech =
                speeches.computeIfAbsent(device.conversation().sessionId(), _ -> new Speech());
        speech.frames = sequence + 1;
        speech.loud.set(sequence, voice);
    }

    @Override
    public void onDeviceDone(SimulatedDevice device, DeviceOutcome outcome) {
        ConversationOwner owner = ownership.latestOwner(device.conversation());
        if (mayLoseWords || owner == null) {
            return;
        }
        Speech speech = speeches.getOrDefault(owner.sessionId(), new Speech());
        int end = speech.lastTurnEnd(TURN_END_SILENCE_MS / frameMs);
        BitSet voice = speech.loud;
        voice.andNot(transcribed(owner));
        for (int from = voice.nextSetBit(0); from >= 0 && from < end; ) {
            int until = voice.nextClearBit(from);
            if ((until - from) * frameMs >= MIN_SPEECH_MS) {
                throw new InvariantViolation(
                        "I9", "words were lost: %s, frames %d-%d".formatted(owner, from, until));
            }
            from = voice.nextSetBit(until);
        }
    }
}
