package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Resumable connection of a candidate over any number of WebSockets. Starts or resumes the
 * conversation on each, replays unacknowledged frames and reconnects. One thread; times in µs.
 */
final class ClientConnection {
    /** Close frame without a code: never sent by the gateway, but perhaps by a proxy. */
    private static final int NO_CODE = 1005;

    /** Connection that ended without a close frame. */
    static final int CONNECTION_LOST = 1006;

    private static final String CLIENT = "ielts-speak";
    private static final int RESUMABLE_FROM = 4000;
    private static final int RESUMABLE_TO = 4199;

    private final Candidate.Transport transport;
    private final CandidateObserver observer;
    private final Microphone microphone;
    private final ReconnectPolicy policy;
    private final UplinkLedger uplink;
    private final DownlinkCounter downlink = new DownlinkCounter();
    private final ResumeData resumeData = new ResumeData();
    private final ResumptionLog resumptions = new ResumptionLog();

    ClientConnection(
            Candidate.Transport transport,
            CandidateObserver observer,
            Microphone microphone,
            RandomGenerator random) {
        this.transport = transport;
        this.observer = observer;
        this.microphone = microphone;
        this.uplink = new UplinkLedger(microphone);
        this.policy = new ReconnectPolicy(random);
    }

    /** Returns whether a client may reconnect after this close code. */
    static boolean isResumable(int code) {
        return code == NO_CODE
                || code == CONNECTION_LOST
                || code == CloseCode.GOING_AWAY.code()
                || code == CloseCode.INTERNAL_ERROR.code()
                || (code >= RESUMABLE_FROM && code <= RESUMABLE_TO);
    }

    boolean isOpen() {
        return policy.isOpen();
    }

    /** Returns whether there is a capsule to resume from. */
    boolean hasCapsule() {
        return resumeData.capsule() != null;
    }

    /**
     * Handles an opened connection: sends {@code resume} and the unacknowledged frames, or {@code
     * start}.
     */
    void onOpened(PlayoutModel.ReceivedPosition received, long nowUs) {
        policy.onOpened(nowUs);
        downlink.onConnected();
        String capsule = resumeData.capsule();
        if (capsule == null) {
            resumeData.reset();
            uplink.reset();
            transport.send(new ClientMessage.Start(CLIENT));
            return;
        }
        transport.send(
                new ClientMessage.Resume(
                        capsule,
                        uplink.firstSequence(),
                        received.epoch(),
                        received.ms(),
                        resumeData.captionCount(),
                        resumeData.hasLostWords(),
                        resumeData.hasLostReply(),
                        CLIENT));
        uplink.replay(transport::sendAudio);
    }

    /** Handles the messages that concern the connection rather than the interview. */
    void onMessage(ServerMessage message, long nowUs) {
        policy.onReceived(nowUs);
        switch (message) {
            case ServerMessage.Ack ack -> {
                if (uplink.onAck(ack, nowUs)) {
                    resumeData.onVoiceAcknowledged();
                }
            }
            case ServerMessage.Lost lost -> uplink.onLost(lost);
            case ServerMessage.Capsule capsule -> {
                resumeData.onCapsule(capsule);
                transport.send(new ClientMessage.CapsuleStored(capsule.counter()));
            }
            case ServerMessage.Ping ping -> transport.send(new ClientMessage.Pong(ping.id()));
            case ServerMessage.Status status -> onStatus(status, nowUs);
            case ServerMessage.Resumed(var reattached) -> {
                resumeData.onResumed(reattached);
                onResumed(
                        reattached ? Resumption.Kind.REATTACHED : Resumption.Kind.TAKEN_OVER,
                        nowUs);
            }
            case ServerMessage.Caption caption -> resumeData.onCaption(caption);
            case ServerMessage.Clear clear -> resumeData.onClear(clear.epoch());
            case ServerMessage.ReplyEnd end -> resumeData.onReplyEnd(end.epoch());
            case ServerMessage.Welcome _,
                    ServerMessage.Connection _,
                    ServerMessage.ProtocolError _,
                    ServerMessage.Ended _ -> {}
        }
    }

    /** Handles a frame of Maya's voice. */
    void onAudio(AudioFrame.Downlink frame, long nowUs) {
        policy.onReceived(nowUs);
        downlink.onFrame(frame);
        resumeData.onAudio(frame.epoch());
        resumptions.onAudio(nowUs);
    }

    /** Sends what the microphone has captured, or buffers it until there is a connection. */
    void capture(long nowUs) {
        microphone.captureUntil(
                nowUs,
                captured ->
                        uplink.add(captured)
                                .filter(_ -> policy.isOpen())
                                .ifPresent(transport::sendAudio));
    }

    /** Sends a message, or drops it while there is no connection. */
    void send(ClientMessage message) {
        if (policy.isOpen()) {
            transport.send(message);
        }
    }

    /** Returns the number of frames that are not acknowledged. */
    int unackedFrames() {
        return uplink.unackedFrames();
    }

    /** Handles a lost connection, or one that could not be opened. */
    void onLost(int closeCode, long nowUs) {
        if (resumptions.onLost(nowUs, closeCode, resumeData.hasLostTurn())) {
            observer.onConnectionLost();
        }
        policy.onLost(nowUs);
    }

    /**
     * Reconnects, or drops a silent connection, when due.
     *
     * @param sending whether the microphone's frames are sent, if there is a connection
     * @return false once the reconnect policy gives up
     */
    boolean tick(boolean sending, long nowUs) {
        switch (policy.nextAction(nowUs, sending && !uplink.isAwaitingLive())) {
            case NOTHING -> {}
            case CONNECT -> transport.connect();
            case DROP -> {
                transport.drop();
                onLost(CONNECTION_LOST, nowUs);
            }
            case GIVE_UP -> {
                return false;
            }
        }
        return true;
    }

    UplinkLedger uplink() {
        return uplink;
    }

    DownlinkCounter downlink() {
        return downlink;
    }

    ResumptionLog resumptions() {
        return resumptions;
    }

    private void onStatus(ServerMessage.Status status, long nowUs) {
        if (status.state() == ServerMessage.StreamState.LIVE && uplink.isAwaitingLive()) {
            uplink.onLive();
            onResumed(Resumption.Kind.BEGUN_AGAIN, nowUs);
        }
    }

    private void onResumed(Resumption.Kind kind, long nowUs) {
        if (resumptions.onResumed(kind, policy.attempts(), nowUs)) {
            observer.onResumed(kind);
        }
        policy.onResumed();
    }

    void addProblems(List<String> problems) {
        uplink.addProblems(problems, resumptions.all());
        downlink.addProblems(problems);
        resumptions.addProblems(problems);
    }
}
