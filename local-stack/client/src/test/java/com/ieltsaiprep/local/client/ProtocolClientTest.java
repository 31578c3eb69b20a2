package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.client.ProtocolClient.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

class ProtocolClientTest {
    @ParameterizedTest
    @EnumSource
    void resumesAfterTheGatewaysResumableCloseCodes(CloseCode code) {
        assertThat(ProtocolClient.isResumable(code.code())).isEqualTo(code.resumable());
    }

    @ParameterizedTest
    @ValueSource(ints = {1005, 1006, 4199})
    void resumesAfterACloseWithoutACodeALostConnectionAndUnassignedResumableCodes(int code) {
        assertThat(ProtocolClient.isResumable(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1003, 1010, 3000, 4200, 4599})
    void doesNotResumeAfterAnyOtherCode(int code) {
        assertThat(ProtocolClient.isResumable(code)).isFalse();
    }

    private static final long MS = 1_000;

    private final List<Object> sent = new ArrayList<>();
    private long nowUs = 1_000_000_000;
    private final ProtocolClient client =
            new ProtocolClient(
                    new ProtocolClient.Parameters("test", 20, AudioSink.NONE, new Random(1)),
                    new RecordingTransport(),
                    nowUs);

    private final class RecordingTransport implements ProtocolClient.Transport {
        @Override
        public void connect() {
            sent.add("connect");
        }

        @Override
        public void drop() {
            sent.add("drop");
        }

        @Override
        public void sendAudio(AudioFrame.Uplink frame) {
            sent.add(frame.sequence());
        }

        @Override
        public void send(ClientMessage message) {
            sent.add(message);
        }
    }

    private Progress advance(long ms) {
        Progress progress = Progress.CONTINUES;
        for (long passed = 0; passed < ms && progress == Progress.CONTINUES; passed += 20) {
            nowUs += 20 * MS;
            progress = client.tick(nowUs);
        }
        return progress;
    }

    private void receive(ServerMessage message) {
        client.onMessage(message, nowUs);
    }

    private boolean capture() {
        return client.capture(new byte[640], 0, true, nowUs);
    }

    private void reconnect() {
        assertThat(client.onClosed(ProtocolClient.CONNECTION_LOST, nowUs)).isTrue();
        advance(20);
        assertThat(sent.removeLast()).isEqualTo("connect");
        sent.clear();
        client.onOpened(nowUs);
    }

    @Test
    void connectsAtTheFirstTickAndStarts() {
        assertThat(capture()).isFalse();
        advance(20);
        assertThat(client.onOpened(nowUs)).isTrue();
        assertThat(capture()).isTrue();

        assertThat(sent).containsExactly("connect", new ClientMessage.Start("test"), 0);
    }

    @Test
    void replaysWhatIsNotAcknowledgedAndEndsAgain() {
        client.onOpened(nowUs);
        receive(new ServerMessage.Capsule(1, "sealed"));
        for (int i = 0; i < 4; i++) {
            capture();
        }
        receive(new ServerMessage.Ack(1));
        client.end(new ClientMessage.End(true));
        reconnect();

        assertThat(sent)
                .containsExactly(
                        new ClientMessage.Resume("sealed", 2, 0, 0, 0, true, false, "test"),
                        2,
                        3,
                        new ClientMessage.End(true));
    }

    @Test
    void beginsAnewFromFrameZeroWithoutACapsule() {
        client.onOpened(nowUs);
        capture();
        reconnect();
        capture();

        assertThat(sent).containsExactly(new ClientMessage.Start("test"), 0);
    }

    @Test
    void continuesASavedConversationWithoutUsingASequenceTwice() {
        client.onOpened(nowUs);
        receive(new ServerMessage.Capsule(1, "sealed"));
        capture();
        SavedConversation saved = Objects.requireNonNull(client.save(nowUs));
        ProtocolClient reloaded =
                new ProtocolClient(
                        new ProtocolClient.Parameters("test", 20, AudioSink.NONE, new Random(1)),
                        new RecordingTransport(),
                        saved,
                        nowUs + 50 * MS);
        sent.clear();
        reloaded.onOpened(nowUs + 50 * MS);

        assertThat(sent)
                .containsExactly(
                        new ClientMessage.Resume("sealed", 4, 0, 0, 0, false, true, "test"));
    }

    @Test
    void acknowledgesOnlyANewerCapsule() {
        client.onOpened(nowUs);
        receive(new ServerMessage.Capsule(2, "second"));
        receive(new ServerMessage.Capsule(1, "first"));

        assertThat(sent)
                .containsExactly(
                        new ClientMessage.Start("test"), new ClientMessage.CapsuleStored(2));
    }

    @Test
    void expectsAcknowledgementsOnlyOnceMayaIsLive() {
        client.onOpened(nowUs);
        capture();
        assertThat(advance(5_000)).isEqualTo(Progress.CONTINUES);
        receive(new ServerMessage.Status(ServerMessage.StreamState.LIVE, 0, 0));
        capture();

        assertThat(advance(2_400)).isEqualTo(Progress.CONTINUES);
        assertThat(advance(200)).isEqualTo(Progress.LOST);
        assertThat(sent).endsWith("drop");
    }

    @Test
    void isOverWhenTheConnectionIsLostAfterTheEnd() {
        client.onOpened(nowUs);
        receive(new ServerMessage.Ended(ServerMessage.EndReason.EXAMINER));

        assertThat(client.onClosed(ProtocolClient.CONNECTION_LOST, nowUs)).isFalse();
        assertThat(advance(7_000)).isEqualTo(Progress.OVER);
    }

    @Test
    void reportsThePlayoutWhileItIsActiveAndOnceAfter() {
        client.onOpened(nowUs);
        client.onAudio(1, new byte[500 * 48], 0, 500 * 48, nowUs);
        receive(new ServerMessage.ReplyEnd(1, 500));
        advance(2_000);

        assertThat(sent)
                .filteredOn(ClientMessage.Playout.class::isInstance)
                .extracting(report -> ((ClientMessage.Playout) report).playedMs())
                .hasSizeBetween(3, 4)
                .isSorted()
                .endsWith(500L);
    }
}
