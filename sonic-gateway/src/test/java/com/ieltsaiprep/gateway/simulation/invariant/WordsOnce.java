package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.Device;
import com.ieltsaiprep.gateway.simulation.world.Fault;
import com.ieltsaiprep.gateway.simulation.world.Outcome;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * I9, second half: a candidate's words are written down once, whichever streams hear them; and in a
 * world where nothing goes wrong all of them are.
 */
final class WordsOnce implements Witness {
    private static final Pattern FRAMES = Pattern.compile("\\((\\d+)-(\\d+)\\)");

    /** Shorter voice may have been a cough. */
    private static final int WORDS_MS = 1_000;

    /** After so much silence a turn is over and written down. */
    private static final int TURN_OVER_MS = 5_000;

    private final Holders holders;
    private final int frameMs;
    private final Map<Holder, BitSet> written = new HashMap<>();
    private final Map<String, Speech> speeches = new HashMap<>();
    private boolean troubled;

    /** What a candidate has captured in one conversation. */
    private static final class Speech {
        private final BitSet loud = new BitSet();
        private int frames;

        /** Where the last turn ended that was followed by so many silent frames. */
        int lastEnd(int silence) {
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

    WordsOnce(Holders holders, int frameMs) {
        this.holders = holders;
        this.frameMs = frameMs;
    }

    private BitSet written(Holder holder) {
        return written.computeIfAbsent(
                holder,
                it -> {
                    BitSet before = new BitSet();
                    Capsule capsule = it.capsule();
                    if (capsule != null) {
                        capsule.history().forEach(said -> write(said.text(), before));
                    }
                    return before;
                });
    }

    private static void write(String words, BitSet to) {
        FRAMES.matcher(words)
                .results()
                .forEach(
                        frames ->
                                to.set(
                                        Integer.parseInt(frames.group(1)),
                                        Integer.parseInt(frames.group(2)) + 1));
    }

    @Override
    public void told(ModelStream stream, SonicOutput event) {
        Holder holder = holders.of(stream);
        if (holder != null
                && event instanceof SonicOutput.Text text
                && text.role() == Role.USER
                && !stream.finishing()) {
            BitSet words = new BitSet();
            write(text.content(), words);
            if (words.intersects(written(holder))) {
                throw new Violation("I9", "words said once are heard twice: " + text.content());
            }
            written(holder).or(words);
        }
    }

    @Override
    public void befell(Fault fault) {
        troubled = true;
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        troubled |=
                message instanceof ServerMessage.Lost lost && lost.reason() == LossReason.TOO_OLD;
    }

    @Override
    public void captured(Device device, int sequence, boolean voice) {
        Speech speech =
                speeches.computeIfAbsent(
                        device.session().identity().sessionId(), _ -> new Speech());
        speech.frames = sequence + 1;
        speech.loud.set(sequence, voice);
    }

    @Override
    public void over(Device device, Outcome outcome) {
        Holder holder = holders.newest(device.session());
        if (troubled || holder == null) {
            return;
        }
        Speech speech = speeches.getOrDefault(holder.session(), new Speech());
        int end = speech.lastEnd(TURN_OVER_MS / frameMs);
        BitSet voice = speech.loud;
        voice.andNot(written(holder));
        for (int from = voice.nextSetBit(0); from >= 0 && from < end; ) {
            int until = voice.nextClearBit(from);
            if ((until - from) * frameMs >= WORDS_MS) {
                throw new Violation(
                        "I9", "words were lost: %s, frames %d-%d".formatted(holder, from, until));
            }
            from = voice.nextSetBit(until);
        }
    }
}
