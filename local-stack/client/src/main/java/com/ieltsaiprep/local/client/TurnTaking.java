package com.ieltsaiprep.local.client;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Turn-taking of the candidate: speaks half a second after Maya has finished, or over her if so
 * planned. Times in µs.
 */
final class TurnTaking {
    /** Pause from the end of Maya's reply to the candidate's next word. */
    static final long THINKING_US = 500_000;

    /** Longest time that Maya may take to begin a reply, or to go on with one. */
    static final long REPLY_TIMEOUT_US = 20_000_000;

    /** Action to take now. */
    enum Action {
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

    private final SpeakingPlan plan;
    private Phase phase = Phase.AWAITING;
    private long sinceUs;
    private long resumedUs;
    private final List<Answer> answers = new ArrayList<>();
    private int utterancesSpoken;

    /** Set while Maya's next reply answers an utterance. */
    private boolean answerOwed;

    private @Nullable Reply heard;

    TurnTaking(SpeakingPlan plan, long openedUs) {
        this.plan = plan;
        this.sinceUs = openedUs;
    }

    /**
     * Returns the utterance for {@link Action#SPEAK}: the same again if its answer can no longer
     * come.
     */
    Utterance nextUtterance() {
        return plan.utterances().get(answers.size() % plan.utterances().size());
    }

    /** Notes that the candidate begins to speak. */
    void onSpeaking(Microphone.SpeechTiming speech) {
        utterancesSpoken++;
        answerOwed = true;
        phase = Phase.SPEAKING;
        sinceUs = speech.voiceEndUs();
    }

    /** Restarts the reply timeout after a resumption. */
    void onResumed(long nowUs) {
        resumedUs = nowUs;
    }

    /** Waits for Maya's greeting, in a conversation that starts anew. */
    void reset(long nowUs) {
        if (phase != Phase.FINISHED) {
            phase = Phase.AWAITING;
            sinceUs = nowUs;
            answerOwed = false;
        }
    }

    /** Returns how many utterances were begun. */
    int utterancesSpoken() {
        return utterancesSpoken;
    }

    /** Answered utterance, with the reply that began after it. */
    record Answer(long voiceEndUs, Reply reply) {}

    /** Returns the utterances that were answered, in order. */
    List<Answer> answers() {
        return answers;
    }

    Action nextAction(long nowUs, PlayoutModel playout, boolean microphoneIdle) {
        if (phase == Phase.FINISHED) {
            return Action.STAY;
        }
        Action move =
                plan.isOverLimit(nowUs)
                        ? Action.FINISH
                        : switch (phase) {
                            case SPEAKING -> whileSpeaking(nowUs);
                            case AWAITING -> whileAwaiting(nowUs, playout);
                            case LISTENING -> whileListening(nowUs, microphoneIdle);
                            case THINKING -> whileThinking(nowUs, playout, microphoneIdle);
                            case FINISHED -> Action.STAY;
                        };
        if (move != Action.STAY && move != Action.SPEAK) {
            phase = Phase.FINISHED;
        }
        return move;
    }

    private Action whileSpeaking(long nowUs) {
        if (nowUs >= sinceUs) {
            phase = Phase.AWAITING;
        }
        return Action.STAY;
    }

    private Action whileAwaiting(long nowUs, PlayoutModel playout) {
        Optional<Reply> begun = playout.newestReply().filter(this::isAnswer);
        if (begun.isPresent()) {
            heard = begun.get();
            if (answerOwed) {
                answers.add(new Answer(sinceUs, begun.get()));
            }
            phase = Phase.LISTENING;
            return Action.STAY;
        }
        return nowUs - Math.max(sinceUs, resumedUs) > REPLY_TIMEOUT_US
                ? Action.UNANSWERED
                : Action.STAY;
    }

    /** Accepts also a reply that began while the candidate spoke, if Maya goes on with it. */
    private boolean isAnswer(Reply reply) {
        return reply.firstFrameUs >= sinceUs || (reply != heard && reply.state == Reply.State.OPEN);
    }

    private Action whileListening(long nowUs, boolean microphoneIdle) {
        Reply reply = Objects.requireNonNull(heard);
        if (reply.state != Reply.State.OPEN) {
            phase = Phase.THINKING;
            sinceUs = nowUs;
            return Action.STAY;
        }
        if (plan.bargesIn()
                && reply.playedMs() * 1000 >= plan.bargeInUs()
                && microphoneIdle
                && hasMore()) {
            return Action.SPEAK;
        }
        boolean silent = reply.playedBytes == reply.receivedBytes;
        long lastUs = Math.max(reply.lastFrameUs, resumedUs);
        return silent && nowUs - lastUs > REPLY_TIMEOUT_US ? Action.STALLED : Action.STAY;
    }

    private Action whileThinking(long nowUs, PlayoutModel playout, boolean microphoneIdle) {
        Optional<Reply> another = playout.newestReply().filter(r -> r != heard);
        if (another.isPresent()) {
            heard = another.get();
            phase = Phase.LISTENING;
            return Action.STAY;
        }
        if (nowUs - sinceUs < THINKING_US || !microphoneIdle) {
            return Action.STAY;
        }
        return hasMore() && nowUs < plan.limitUs() ? Action.SPEAK : Action.FINISH;
    }

    private boolean hasMore() {
        return plan.repeats() || answers.size() < plan.utterances().size();
    }
}
