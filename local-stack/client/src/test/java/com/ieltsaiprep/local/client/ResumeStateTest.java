package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ServerMessage.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;

import org.junit.jupiter.api.Test;

class ResumeStateTest {
    private final ResumeState state = new ResumeState();

    @Test
    void keepsTheNewestCapsule() {
        assertThat(state.capsule()).isNull();

        state.store(new Capsule(2, "second"));
        state.store(new Capsule(1, "first"));

        assertThat(state.capsule()).isEqualTo(new Capsule(2, "second"));
    }

    @Test
    void losesAReplyThatWasReceivedInPart() {
        state.onAudio(1, 48);
        assertThat(state.hasLostTurn()).isTrue();
        state.onReplyEnd(1);
        assertThat(state.hasLostTurn()).isFalse();

        state.onAudio(2, 48);
        state.onReplyEnd(1);
        assertThat(state.hasLostTurn()).isTrue();
        state.onClear(3);
        assertThat(state.hasLostTurn()).isFalse();
    }

    @Test
    void losesWordsThatWereAcknowledgedButNotCaptioned() {
        state.onVoiceAcknowledged();
        assertThat(state.hasLostTurn()).isTrue();

        caption(Speaker.EXAMINER, Stage.FINAL);
        caption(Speaker.CANDIDATE, Stage.PLANNED);
        assertThat(state.hasLostTurn()).isTrue();

        caption(Speaker.CANDIDATE, Stage.FINAL);
        state.onAudio(1, 48);
        state.onReplyEnd(1);
        assertThat(state.hasLostTurn()).isFalse();
    }

    @Test
    void losesAnAnswerThatHasNotBegun() {
        state.onAudio(1, 48);
        state.onReplyEnd(1);
        caption(Speaker.CANDIDATE, Stage.FINAL);
        assertThat(state.hasLostTurn()).isTrue();

        state.onAudio(1, 48);
        assertThat(state.hasLostTurn()).isTrue();
        state.onAudio(2, 48);
        state.onReplyEnd(2);
        assertThat(state.hasLostTurn()).isFalse();
    }

    @Test
    void countsCaptionsSinceTheTakeover() {
        caption(Speaker.EXAMINER, Stage.PLANNED);
        caption(Speaker.EXAMINER, Stage.FINAL);

        state.onResumed(true);
        assertThat(state.captions()).isEqualTo(2);

        state.onResumed(false);
        assertThat(state.captions()).isZero();
    }

    private void caption(Speaker speaker, Stage stage) {
        state.onCaption(new Caption(speaker, stage, 1, "Words."));
    }
}
