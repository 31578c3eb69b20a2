package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

import org.junit.jupiter.api.Test;

import java.util.OptionalLong;

class PlayoutModelTest {
    private static final long MS = 1000;

    private final PlayoutModel playout = new PlayoutModel(0, AudioSink.NONE);

    @Test
    void startsOnceEnoughIsBuffered() {
        receive(1, 100, 10);
        playout.render(40 * MS);
        assertThat(playout.isPlaying()).isFalse();

        receive(1, 20, 50);
        playout.render(60 * MS);

        assertThat(first().firstSampleUs()).isEqualTo(OptionalLong.of(50 * MS));
        assertThat(first().playedMs()).isEqualTo(10);
    }

    @Test
    void playsAShortReplyAtItsEnd() {
        receive(1, 40, 10);
        playout.onReplyEnd(1, 40, 20 * MS);
        playout.render(100 * MS);

        assertThat(first().firstSampleUs()).isEqualTo(OptionalLong.of(20 * MS));
        assertThat(first().state).isEqualTo(Reply.State.PLAYED);
    }

    @Test
    void countsAGapOnlyOnceTheReplyGoesOn() {
        receive(1, 200, 0);
        playout.render(500 * MS);
        assertThat(first().gaps).isZero();
        assertThat(first().state).isEqualTo(Reply.State.OPEN);

        receive(1, 300, 500);

        assertThat(first().gaps).isEqualTo(1);
        assertThat(first().gapUs).isEqualTo(300 * MS);
        assertThat(playout.playoutReport()).isEqualTo(new ClientMessage.Playout(1, 200, 300, 1));
    }

    @Test
    void waitsForMoreAfterAGap() {
        receive(1, 200, 0);
        receive(1, 200, 400);
        assertThat(playout.isPlaying()).isFalse();

        receive(1, 40, 420);
        assertThat(playout.isPlaying()).isTrue();
    }

    @Test
    void takesAnEmptyQueueForTheEndIfTheEndIsAnnouncedNext() {
        receive(1, 200, 0);
        playout.render(300 * MS);
        playout.onReplyEnd(1, 200, 300 * MS);

        assertThat(first().gaps).isZero();
        assertThat(first().state).isEqualTo(Reply.State.PLAYED);
        assertThat(playout.isActive()).isFalse();
    }

    @Test
    void playsTheNextReplyBehindTheOneBefore() {
        receive(1, 200, 0);
        receive(2, 200, 10);
        playout.render(450 * MS);

        assertThat(first().state).isEqualTo(Reply.State.PLAYED);
        assertThat(playout.newestReply().orElseThrow().firstSampleUs())
                .isEqualTo(OptionalLong.of(200 * MS));
        assertThat(first().gaps).isZero();
    }

    @Test
    void fallsSilentAtOnceAndDropsFramesOfClearedEpochs() {
        receive(1, 1000, 0);
        playout.clear(2, 300 * MS);
        assertThat(playout.cutReplies()).isEqualTo(1);
        receive(1, 100, 310);
        playout.render(600 * MS);

        assertThat(first().state).isEqualTo(Reply.State.CLEARED);
        assertThat(first().playedMs()).isEqualTo(300);
        assertThat(playout.isActive()).isFalse();
        assertThat(playout.playoutReport()).isEqualTo(new ClientMessage.Playout(2, 0, 0, 0));
    }

    @Test
    void playsTheReplyAfterABargeInFromItsBeginning() {
        receive(1, 1000, 0);
        playout.clear(2, 333_333);
        receive(2, 500, 400);
        playout.onReplyEnd(2, 500, 410 * MS);
        playout.render(1000 * MS);

        Reply second = playout.newestReply().orElseThrow();
        assertThat(second.playedMs()).isEqualTo(500);
        assertThat(second.state).isEqualTo(Reply.State.PLAYED);
    }

    @Test
    void cutsNoVoiceOffWhenNothingPlays() {
        playout.clear(1, 0);

        assertThat(playout.cutReplies()).isZero();
    }

    @Test
    void queuesAMinuteAtMost() {
        for (int i = 0; i < 61; i++) {
            receive(1, 1000, 0);
        }

        assertThat(playout.playoutReport().bufferedMs()).isEqualTo(60_000);
    }

    private Reply first() {
        return playout.replies().getFirst();
    }

    private void receive(int epoch, int audioMs, long atMs) {
        byte[] pcm = new byte[audioMs * AudioFrame.DOWNLINK_BYTES_PER_MS];
        playout.receive(epoch, pcm, 0, pcm.length, atMs * MS);
    }
}
