package com.ieltsaiprep.local.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ServerMessage.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;

import org.junit.jupiter.api.Test;

class HandoverTest {
    private final Handover handover = new Handover();

    @Test
    void keepsTheNewestCapsule() {
        assertThat(handover.capsule()).isNull();

        handover.capsule(new Capsule(2, "second"));
        handover.capsule(new Capsule(1, "first"));

        assertThat(handover.capsule()).isEqualTo("second");
    }

    @Test
    void losesAReplyThatHasNotWhollyCome() {
        handover.audio(1);
        assertThat(handover.turnLost()).isTrue();
        handover.replyEnd(1);
        assertThat(handover.turnLost()).isFalse();

        handover.audio(2);
        handover.replyEnd(1);
        assertThat(handover.turnLost()).isTrue();
        handover.clear(3);
        assertThat(handover.turnLost()).isFalse();
    }

    @Test
    void losesWordsThatWereTakenAndNotWrittenDown() {
        handover.voiceAcknowledged();
        assertThat(handover.turnLost()).isTrue();

        caption(Speaker.EXAMINER, Stage.FINAL);
        caption(Speaker.CANDIDATE, Stage.PLANNED);
        assertThat(handover.turnLost()).isTrue();

        caption(Speaker.CANDIDATE, Stage.FINAL);
        handover.audio(1);
        handover.replyEnd(1);
        assertThat(handover.turnLost()).isFalse();
    }

    @Test
    void losesAnAnswerThatHasNotBegun() {
        handover.audio(1);
        handover.replyEnd(1);
        caption(Speaker.CANDIDATE, Stage.FINAL);
        assertThat(handover.turnLost()).isTrue();

        handover.audio(1);
        assertThat(handover.turnLost()).isTrue();
        handover.audio(2);
        handover.replyEnd(2);
        assertThat(handover.turnLost()).isFalse();
    }

    @Test
    void countsCaptionsSinceTheConversationMoved() {
        caption(Speaker.EXAMINER, Stage.PLANNED);
        caption(Speaker.EXAMINER, Stage.FINAL);

        handover.resumed(true);
        assertThat(handover.captions()).isEqualTo(2);

        handover.resumed(false);
        assertThat(handover.captions()).isZero();
    }

    private void caption(Speaker speaker, Stage stage) {
        handover.caption(new Caption(speaker, stage, 1, "Words."));
    }
}
