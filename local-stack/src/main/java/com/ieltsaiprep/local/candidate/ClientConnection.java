package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A candidate's way to the gateway over all connections: what is sent first on each, what is sent
 * again, and when another is needed. One thread; times in µs.
 */
final class ClientConnection {
    /** A close frame without a code, which the gateway does not send, but who is between may. */
    private static final int NO_CODE = 1005;

    /** A connection that ended without a close frame. */
    static final int CONNECTION_LOST = 1006;

    private static final String CLIENT = "ielts-speak";
    private static final int RESUMABLE_FROM = 4000;
    private static final int RESUMABLE_TO = 4199;

    private final Candidate.Transport gateway;
    private final CandidateObserver observer;
    private final Microphone microphone;
    private final ReconnectPolicy reconnects;
    private final UplinkLedger uplink;
    private final DownlinkCounter downlink = new DownlinkCounter();
    private final ResumeData resumeData = new ResumeData();
    private final ResumptionLog resumptions = new ResumptionLog();

    ClientConnection(
            Candidate.Transport gateway,
            CandidateObserver observer,
            Microphone microphone,
            RandomGenerator random) {
        this.gateway = gateway;
        this.observer = observer;
        this.microphone = microphone;
        this.uplink = new UplinkLedger(microphone);
        this.reconnects = new ReconnectPolicy(random);
    }

    /** Whether a client may reconnect after this close code. */
    static boolean isResumable(int code) {
        return code == NO_CODE
                || code == CONNECTION_LOST
                || code == CloseCode.GOING_AWAY.code()
                || code == CloseCode.INTERNAL_ERROR.code()
                || (code >= RESUMABLE_FROM && code <= RESUMABLE_TO);
    }

    boolean isOpen() {
        return reconnects.isOpen();
    }

    /** Whether there is nothing yet to go on from. */
    boolean begins() {
        return resumeData.capsule() == null;
    }

    /** The connection is open: asks to go on, or to begin. */
    void opened(PlayoutModel.ReceivedPosition received, long nowUs) {
        reconnects.opened(nowUs);
        downlink.connected();
        String capsule = resumeData.capsule();
        if (capsule == null) {
            resumeData.startAgain();
            uplink.startAgain();
            gateway.send(new ClientMessage.Start(CLIENT));
            return;
        }
        gateway.send(
                new ClientMessage.Resume(
                        capsule,
                        uplink.firstSequence(),
                        received.epoch(),
                        received.ms(),
                        resumeData.captions(),
                        resumeData.wordsLost(),
                        resumeData.replyLost(),
                        CLIENT));
        uplink.replay(gateway::audio);
    }

    /** Takes what concerns the way rather than the conversation. */
    void received(ServerMessage message, long nowUs) {
        reconnects.heard(nowUs);
        switch (message) {
            case ServerMessage.Ack ack -> {
                if (uplink.ack(ack, nowUs)) {
                    resumeData.voiceAcknowledged();
                }
            }
            case ServerMessage.Lost lost -> uplink.lost(lost);
            case ServerMessage.Capsule capsule -> {
                resumeData.capsule(capsule);
                gateway.send(new ClientMessage.CapsuleStored(capsule.counter()));
            }
            case ServerMessage.Ping ping -> gateway.send(new ClientMessage.Pong(ping.id()));
            case ServerMessage.Status status -> status(status, nowUs);
            case ServerMessage.Resumed(var reattached) -> {
                resumeData.resumed(reattached);
                joined(reattached ? Resumption.Kind.REATTACHED : Resumption.Kind.TAKEN_OVER, nowUs);
            }
            case ServerMessage.Caption caption -> resumeData.caption(caption);
            case ServerMessage.Clear clear -> resumeData.clear(clear.epoch());
            case ServerMessage.ReplyEnd end -> resumeData.replyEnd(end.epoch());
            case ServerMessage.Welcome _,
                    ServerMessage.Connection _,
                    ServerMessage.ProtocolError _,
                    ServerMessage.Ended _ -> {}
        }
    }

    /** Audio of Maya's came. */
    void received(AudioFrame.Downlink frame, long nowUs) {
        reconnects.heard(nowUs);
        downlink.frame(frame);
        resumeData.audio(frame.epoch());
        resumptions.audio(nowUs);
    }

    /** Sends what the microphone has captured, or keeps it until there is a connection. */
    void capture(long nowUs) {
        microphone.captureUntil(
                nowUs,
                captured ->
                        uplink.captured(captured)
                                .filter(_ -> reconnects.isOpen())
                                .ifPresent(gateway::audio));
    }

    /** Sends a message, or forgets it while there is no connection. */
    void send(ClientMessage message) {
        if (reconnects.isOpen()) {
            gateway.send(message);
        }
    }

    /** Frames that the gateway is not done with. */
    int unacked() {
        return uplink.unacked();
    }

    /** The connection is lost, or could not be opened. */
    void lost(int closeCode, long nowUs) {
        if (resumptions.lost(nowUs, closeCode, resumeData.turnLost())) {
            observer.onConnectionLost();
        }
        reconnects.lost(nowUs);
    }

    /**
     * Does what is due.
     *
     * @param sending whether the microphone's frames are sent, if there is a connection
     * @return false once it is hopeless
     */
    boolean tick(boolean sending, long nowUs) {
        switch (reconnects.step(nowUs, sending && !uplink.awaitsLive())) {
            case NOTHING -> {}
            case CONNECT -> gateway.connect();
            case DROP -> {
                gateway.drop();
                lost(CONNECTION_LOST, nowUs);
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

    private void status(ServerMessage.Status status, long nowUs) {
        if (status.state() == ServerMessage.StreamState.LIVE && uplink.awaitsLive()) {
            uplink.live();
            joined(Resumption.Kind.BEGUN_AGAIN, nowUs);
        }
    }

    private void joined(Resumption.Kind kind, long nowUs) {
        if (resumptions.resumed(kind, reconnects.tries(), nowUs)) {
            observer.onResumed(kind);
        }
        reconnects.joined();
    }

    void describe(List<String> problems) {
        uplink.describe(problems, resumptions.all());
        downlink.describe(problems);
        resumptions.describe(problems);
    }
}
