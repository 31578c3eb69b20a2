package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ServerMessage.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;

import org.junit.jupiter.api.Test;

class ResumeDataTest {
    private final ResumeData resumeData = new ResumeData();

    @Test
    void keepsTheNewestCapsule() {
        assertThat(resumeData.capsule()).isNull();

        resumeData.onCapsule(new Capsule(2, "second"));
        resumeData.onCapsule(new Capsule(1, "first"));

        assertThat(resumeData.capsule()).isEqualTo("second");
    }

    @Test
    void losesAReplyThatWasReceivedInPart() {
        resumeData.onAudio(1);
        assertThat(resumeData.hasLostTurn()).isTrue();
        resumeData.onReplyEnd(1);
        assertThat(resumeData.hasLostTurn()).isFalse();

        resumeData.onAudio(2);
        resumeData.onReplyEnd(1);
        assertThat(resumeData.hasLostTurn()).isTrue();
        resumeData.onClear(3);
        assertThat(resumeData.hasLostTurn()).isFalse();
    }

    @Test
    void losesWordsThatWereAcknowledgedButNotCaptioned() {
        resumeData.onVoiceAcknowledged();
        assertThat(resumeData.hasLostTurn()).isTrue();

        caption(Speaker.EXAMINER, Stage.FINAL);
        caption(Speaker.CANDIDATE, Stage.PLANNED);
        assertThat(resumeData.hasLostTurn()).isTrue();

        caption(Speaker.CANDIDATE, Stage.FINAL);
        resumeData.onAudio(1);
        resumeData.onReplyEnd(1);
        assertThat(resumeData.hasLostTurn()).isFalse();
    }

    @Test
    void losesAnAnswerThatHasNotBegun() {
        resumeData.onAudio(1);
        resumeData.onReplyEnd(1);
        caption(Speaker.CANDIDATE, Stage.FINAL);
        assertThat(resumeData.hasLostTurn()).isTrue();

        resumeData.onAudio(1);
        assertThat(resumeData.hasLostTurn()).isTrue();
        resumeData.onAudio(2);
        resumeData.onReplyEnd(2);
        assertThat(resumeData.hasLostTurn()).isFalse();
    }

    @Test
    void countsCaptionsSinceTheTakeover() {
        caption(Speaker.EXAMINER, Stage.PLANNED);
        caption(Speaker.EXAMINER, Stage.FINAL);

        resumeData.onResumed(true);
        assertThat(resumeData.captionCount()).isEqualTo(2);

        resumeData.onResumed(false);
        assertThat(resumeData.captionCount()).isZero();
    }

    private void caption(Speaker speaker, Stage stage) {
        resumeData.onCaption(new Caption(speaker, stage, 1, "Words."));
    }
}
