package com.ieltsaiprep.local.candidate;

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

        resumeData.capsule(new Capsule(2, "second"));
        resumeData.capsule(new Capsule(1, "first"));

        assertThat(resumeData.capsule()).isEqualTo("second");
    }

    @Test
    void losesAReplyThatHasNotWhollyCome() {
        resumeData.audio(1);
        assertThat(resumeData.turnLost()).isTrue();
        resumeData.replyEnd(1);
        assertThat(resumeData.turnLost()).isFalse();

        resumeData.audio(2);
        resumeData.replyEnd(1);
        assertThat(resumeData.turnLost()).isTrue();
        resumeData.clear(3);
        assertThat(resumeData.turnLost()).isFalse();
    }

    @Test
    void losesWordsThatWereTakenAndNotWrittenDown() {
        resumeData.voiceAcknowledged();
        assertThat(resumeData.turnLost()).isTrue();

        caption(Speaker.EXAMINER, Stage.FINAL);
        caption(Speaker.CANDIDATE, Stage.PLANNED);
        assertThat(resumeData.turnLost()).isTrue();

        caption(Speaker.CANDIDATE, Stage.FINAL);
        resumeData.audio(1);
        resumeData.replyEnd(1);
        assertThat(resumeData.turnLost()).isFalse();
    }

    @Test
    void losesAnAnswerThatHasNotBegun() {
        resumeData.audio(1);
        resumeData.replyEnd(1);
        caption(Speaker.CANDIDATE, Stage.FINAL);
        assertThat(resumeData.turnLost()).isTrue();

        resumeData.audio(1);
        assertThat(resumeData.turnLost()).isTrue();
        resumeData.audio(2);
        resumeData.replyEnd(2);
        assertThat(resumeData.turnLost()).isFalse();
    }

    @Test
    void countsCaptionsSinceTheConversationMoved() {
        caption(Speaker.EXAMINER, Stage.PLANNED);
        caption(Speaker.EXAMINER, Stage.FINAL);

        resumeData.resumed(true);
        assertThat(resumeData.captions()).isEqualTo(2);

        resumeData.resumed(false);
        assertThat(resumeData.captions()).isZero();
    }

    private void caption(Speaker speaker, Stage stage) {
        resumeData.caption(new Caption(speaker, stage, 1, "Words."));
    }
}
