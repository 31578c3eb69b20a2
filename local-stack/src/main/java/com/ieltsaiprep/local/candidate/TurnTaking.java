package com.ieltsaiprep.local.candidate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When the candidate speaks: half a second after Maya has finished, or over her if so planned.
 * Times in µs.
 */
final class TurnTaking {
    /** From the end of Maya's reply to the candidate's next word. */
    static final long THINKING_US = 500_000;

    /** How long Maya may take to begin a reply, or to go on with one. */
    static final long PATIENCE_US = 20_000_000;

    /** What to do now. */
    enum Move {
        STAY,
        SPEAK,
        FINISH,
        /** Maya did not begin the reply that is due. */
        UNANSWERED,
        /** Maya began a reply and neither went on nor ended it. */
        STALLED
    }

    private enum Phase {
        SPEAKING,
        AWAITING,
        LISTENING,
        THINKING,
        FINISHED
    }

    private final Plan plan;
    private Phase phase = Phase.AWAITING;
    private long sinceUs;
    private long resumedUs;
    private final List<Answer> answers = new ArrayList<>();
    private int spoken;

    /** Whether Maya's next reply answers something. */
    private boolean owed;

    private @Nullable Reply heard;

    TurnTaking(Plan plan, long openedUs) {
        this.plan = plan;
        this.sinceUs = openedUs;
    }

    /** The utterance that {@link Move#SPEAK} asks for: again one to which no answer can come. */
    Utterance nextUtterance() {
        return plan.utterances().get(answers.size() % plan.utterances().size());
    }

    /** The candidate began to speak. */
    void speaking(Microphone.Speech speech) {
        spoken++;
        owed = true;
        phase = Phase.SPEAKING;
        sinceUs = speech.voiceEndUs();
    }

    /** The connection was lost, and the conversation goes on: patience begins anew. */
    void resumed(long nowUs) {
        resumedUs = nowUs;
    }

    /** Nothing of the conversation is left but the candidate: Maya will greet again. */
    void startAgain(long nowUs) {
        if (phase != Phase.FINISHED) {
            phase = Phase.AWAITING;
            sinceUs = nowUs;
            owed = false;
        }
    }

    /** How many utterances were begun. */
    int spoken() {
        return spoken;
    }

    /** An utterance and the reply that began after it. */
    record Answer(long voiceEndUs, Reply reply) {}

    /** The utterances that were answered, in order. */
    List<Answer> answers() {
        return answers;
    }

    Move next(long nowUs, Listener listener, boolean microphoneIdle) {
        if (phase == Phase.FINISHED) {
            return Move.STAY;
        }
        Move move =
                plan.isCutShort(nowUs)
                        ? Move.FINISH
                        : switch (phase) {
                            case SPEAKING -> whileSpeaking(nowUs);
                            case AWAITING -> whileAwaiting(nowUs, listener);
                            case LISTENING -> whileListening(nowUs, microphoneIdle);
                            case THINKING -> whileThinking(nowUs, listener, microphoneIdle);
                            case FINISHED -> Move.STAY;
                        };
        if (move != Move.STAY && move != Move.SPEAK) {
            phase = Phase.FINISHED;
        }
        return move;
    }

    private Move whileSpeaking(long nowUs) {
        if (nowUs >= sinceUs) {
            phase = Phase.AWAITING;
        }
        return Move.STAY;
    }

    private Move whileAwaiting(long nowUs, Listener listener) {
        Optional<Reply> begun = listener.newest().filter(this::isAnswer);
        if (begun.isPresent()) {
            heard = begun.get();
            if (owed) {
                answers.add(new Answer(sinceUs, begun.get()));
            }
            phase = Phase.LISTENING;
            return Move.STAY;
        }
        return nowUs - Math.max(sinceUs, resumedUs) > PATIENCE_US ? Move.UNANSWERED : Move.STAY;
    }

    /** Also one that began while the candidate spoke, if she goes on with it. */
    private boolean isAnswer(Reply reply) {
        return reply.firstFrameUs >= sinceUs || (reply != heard && reply.state == Reply.State.OPEN);
    }

    private Move whileListening(long nowUs, boolean microphoneIdle) {
        Reply reply = Objects.requireNonNull(heard);
        if (reply.state != Reply.State.OPEN) {
            phase = Phase.THINKING;
            sinceUs = nowUs;
            return Move.STAY;
        }
        if (plan.interrupts()
                && reply.playedMs() * 1000 >= plan.bargeInUs()
                && microphoneIdle
                && more()) {
            return Move.SPEAK;
        }
        boolean silent = reply.playedBytes == reply.receivedBytes;
        long lastUs = Math.max(reply.lastFrameUs, resumedUs);
        return silent && nowUs - lastUs > PATIENCE_US ? Move.STALLED : Move.STAY;
    }

    private Move whileThinking(long nowUs, Listener listener, boolean microphoneIdle) {
        Optional<Reply> another = listener.newest().filter(r -> r != heard);
        if (another.isPresent()) {
            heard = another.get();
            phase = Phase.LISTENING;
            return Move.STAY;
        }
        if (nowUs - sinceUs < THINKING_US || !microphoneIdle) {
            return Move.STAY;
        }
        return more() && nowUs < plan.limitUs() ? Move.SPEAK : Move.FINISH;
    }

    private boolean more() {
        return plan.repeats() || answers.size() < plan.utterances().size();
    }
}
