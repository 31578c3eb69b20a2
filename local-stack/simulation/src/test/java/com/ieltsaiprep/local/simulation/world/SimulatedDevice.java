package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.local.simulation.audio.MicrophoneWatermark;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Device of a candidate: microphone, playout, and the client logic that connects and resumes. */
public final class SimulatedDevice {
    private static final long PLAYOUT_REPORT_US = 250_000;
    private static final long END_TIMEOUT_US = 10_000_000;

    private final int number;
    private final SimulatedWorld world;
    private final NetworkConditions network;
    private final int frameMs;
    private final boolean inherited;
    private final SimulatedProcess process;
    private final DeviceConnector connector;
    private final CandidateSpeechModel speech;
    private final ConnectionWatchdog watchdog = new ConnectionWatchdog();
    private final DeviceFaults activeFaults = new DeviceFaults();
    private SimulatedConversation conversation;
    private DeviceReplayBuffer replayBuffer;
    private DevicePlayout playout;
    private DeviceResumeState resumeState = new DeviceResumeState();
    private DeviceResumeState.@Nullable Saved saved;
    private @Nullable SimulatedConnection connection;
    private @Nullable DeviceOutcome outcome;
    private boolean started;
    private boolean live;
    private boolean ending;
    private boolean reportedMuted;
    private int sequence;
    private long reportedUs;
    private boolean reportedBusy;

    SimulatedDevice(
            int number,
            SimulatedWorld world,
            SimulatedConversation conversation,
            NetworkConditions network,
            DeviceResumeState.@Nullable Saved saved) {
        this.number = number;
        this.world = world;
        this.conversation = conversation;
        this.network = network;
        this.frameMs = world.scenario().frameMs();
        this.process = new SimulatedProcess(world.scheduler());
        this.connector = new DeviceConnector(world, this);
        this.speech =
                new CandidateSpeechModel(
                        world.random("talker" + number), world.scenario().speech(), world.nowUs());
        this.replayBuffer = new DeviceReplayBuffer(frameMs);
        this.playout = new DevicePlayout(0, 0, world.nowUs());
        this.inherited = saved != null;
        if (saved != null) {
            restore(saved);
        }
        process.runAfter(frameMs * 1_000L, this::tick);
        SimulatedConversation.Plan plan = conversation.plan();
        process.runAfter(plan.endsAtMs() * 1_000L - world.nowUs(), () -> endTest(plan.skips()));
        connector.start();
    }

    /** Returns the number of the device in the run, from 0. */
    public int number() {
        return number;
    }

    /** Returns the conversation that the device takes part in. */
    public SimulatedConversation conversation() {
        return conversation;
    }

    /** Returns whether the device has finished. */
    public boolean isDone() {
        return outcome != null;
    }

    /** Returns the outcome; null while the device has not finished. */
    public @Nullable DeviceOutcome outcome() {
        return outcome;
    }

    /** Returns the number of the current connection, from 1; 0 without one. */
    public int connectionNumber() {
        return connection == null ? 0 : connection.socket().number();
    }

    /** Returns whether the device joined with the saved state of another one. */
    public boolean hasInheritedState() {
        return inherited;
    }

    NetworkConditions network() {
        return network;
    }

    SimulatedProcess process() {
        return process;
    }

    DeviceFaults activeFaults() {
        return activeFaults;
    }

    /** Returns the current connection. */
    public Optional<SimulatedConnection> connection() {
        return Optional.ofNullable(connection);
    }

    /** Returns the saved state, with which another device can resume. */
    DeviceResumeState.@Nullable Saved saved() {
        return saved;
    }

    private void tick() {
        if (isDone()) {
            return;
        }
        process.runAfter(frameMs * 1_000L, this::tick);
        long nowUs = world.nowUs();
        playout.advance(nowUs);
        boolean loud = speech.isSpeaking(nowUs, playout.isPlaying(), playout.finishedReplies());
        boolean muted = activeFaults.isActive(FaultKind.MUTE, nowUs);
        if (started && !muted) {
            capture(loud, nowUs);
        }
        SimulatedConnection current = connection;
        if (current != null) {
            if (muted != reportedMuted) {
                reportedMuted = muted;
                sendMessage(current, new ClientMessage.Mute(muted));
            }
            reportPlayout(current, nowUs);
            if (watchdog.isDead(nowUs)) {
                world.trace().record("thought dead", number, 0);
                disconnect(current);
                connector.reconnect();
            }
        }
    }

    private void capture(boolean loud, long nowUs) {
        byte[] pcm = MicrophoneWatermark.createFrame(number, sequence, frameMs, loud);
        AudioFrame.Uplink frame = new AudioFrame.Uplink(sequence, (int) (nowUs / 1_000), pcm);
        world.observer().onFrameCaptured(this, sequence, loud);
        sequence++;
        replayBuffer.add(frame, loud);
        if (connection != null) {
            sendAudio(connection, frame);
            if (live) {
                watchdog.onSent(nowUs);
            }
        }
    }

    private void sendAudio(SimulatedConnection current, AudioFrame.Uplink frame) {
        SimulatedSocket socket = current.socket();
        current.sendUp(frame.pcm().length + AudioFrame.HEADER_BYTES, () -> socket.onAudio(frame));
    }

    private void reportPlayout(SimulatedConnection current, long nowUs) {
        boolean reportDue = playout.isBusy() && nowUs - reportedUs >= PLAYOUT_REPORT_US;
        boolean ranEmpty = reportedBusy && !playout.isBusy();
        if ((reportDue || ranEmpty) && !activeFaults.isActive(FaultKind.NO_REPORTS, nowUs)) {
            reportedUs = nowUs;
            reportedBusy = playout.isBusy();
            sendMessage(current, playout.report());
        }
    }

    private void sendMessage(SimulatedConnection current, ClientMessage message) {
        SimulatedSocket socket = current.socket();
        current.sendUp(() -> socket.onMessage(message));
    }

    /** Returns the conversation for the next ticket: a new one if there is no capsule to resume. */
    SimulatedConversation nextConversation() {
        if (started && resumeState.capsule() == null) {
            started = false;
            conversation = world.newConversation(conversation.plan());
            sequence = 0;
            resumeState = new DeviceResumeState();
            replayBuffer = new DeviceReplayBuffer(frameMs);
            playout = new DevicePlayout(0, 0, world.nowUs());
        }
        return conversation;
    }

    void onConnected(SimulatedConnection established) {
        connection = established;
        live = false;
        reportedMuted = false;
        started = true;
        watchdog.onReceived(world.nowUs());
        ServerMessage.Capsule capsule = resumeState.capsule();
        if (capsule == null) {
            sendMessage(established, new ClientMessage.Start("simulated"));
        } else {
            sendMessage(
                    established, resumeState.resume(capsule, replayBuffer.firstSequence(sequence)));
            replayBuffer.frames().forEach(buffered -> sendAudio(established, buffered.frame()));
            if (ending) {
                sendMessage(established, new ClientMessage.End(conversation.plan().skips()));
            }
        }
    }

    void onClosed(SimulatedConnection closed, @Nullable CloseCode code) {
        if (closed != connection || isDone()) {
            return;
        }
        connection = null;
        world.trace().record("lost", number, code == null ? 1006 : code.code());
        if (code == null || code.resumable()) {
            connector.reconnect();
        } else {
            finish(
                    switch (code) {
                        case NORMAL -> DeviceOutcome.ENDED;
                        case TAKEN_OVER -> DeviceOutcome.TAKEN_OVER;
                        case CAPSULE_REFUSED -> DeviceOutcome.REFUSED;
                        default -> DeviceOutcome.FATAL;
                    });
        }
    }

    private void disconnect(SimulatedConnection current) {
        connection = null;
        SimulatedSocket socket = current.socket();
        current.sendUp(socket::onLost);
    }

    void onPing(SimulatedConnection from) {
        if (from == connection) {
            SimulatedSocket socket = from.socket();
            from.sendUp(socket::onPong);
        }
    }

    void onMessage(SimulatedConnection from, ServerMessage message) {
        if (from != connection || isDone()) {
            return;
        }
        watchdog.onReceived(world.nowUs());
        world.observer().onMessageReceived(this, message);
        switch (message) {
            case ServerMessage.Status(StreamState state, int _, int _) ->
                    onStatus(state == StreamState.LIVE);
            case ServerMessage.Resumed(boolean reattached) -> {
                connector.resetBackoff();
                resumeState.onResumed(reattached);
            }
            case ServerMessage.Ack(int acknowledged) -> {
                if (replayBuffer.acknowledge(acknowledged)) {
                    resumeState.onVoiceAcknowledged();
                }
            }
            case ServerMessage.Caption caption -> resumeState.onCaption(caption);
            case ServerMessage.Clear(int epoch) -> {
                resumeState.onClear(epoch);
                playout.clear(epoch);
            }
            case ServerMessage.ReplyEnd(int epoch, long _) -> {
                resumeState.onReplyEnd(epoch);
                playout.endReply(epoch);
            }
            case ServerMessage.Capsule capsule -> storeCapsule(from, capsule);
            case ServerMessage.Ping(int id) -> sendMessage(from, new ClientMessage.Pong(id));
            case ServerMessage.Welcome _,
                    ServerMessage.Ended _,
                    ServerMessage.Lost _,
                    ServerMessage.Connection _,
                    ServerMessage.ProtocolError _ -> {}
        }
    }

    private void onStatus(boolean isLive) {
        live = isLive;
        if (live) {
            connector.resetBackoff();
        }
    }

    private void storeCapsule(SimulatedConnection from, ServerMessage.Capsule capsule) {
        if (resumeState.store(capsule)) {
            saved =
                    new DeviceResumeState.Saved(
                            capsule, sequence, playout.epoch(), playout.playedMs(), world.nowUs());
            if (!activeFaults.isActive(FaultKind.NO_RECEIPTS, world.nowUs())) {
                sendMessage(from, new ClientMessage.CapsuleStored(capsule.counter()));
            }
        }
    }

    void onAudio(
            SimulatedConnection from, int epoch, int frame, byte[] pcm, int offset, int length) {
        if (from != connection || isDone()) {
            return;
        }
        watchdog.onReceived(world.nowUs());
        world.observer().onAudioReceived(this, epoch, frame, pcm, offset, length);
        int ms = length / AudioFrame.DOWNLINK_BYTES_PER_MS;
        resumeState.onAudio(epoch, ms);
        playout.addAudio(epoch, ms);
    }

    private void endTest(boolean skips) {
        if (connection == null) {
            leave();
        } else {
            ending = true;
            sendMessage(connection, new ClientMessage.End(skips));
            process.runAfter(END_TIMEOUT_US, this::leave);
        }
    }

    /** Leaves without a message. */
    void leave() {
        if (connection != null) {
            disconnect(connection);
        }
        finish(DeviceOutcome.LEFT);
    }

    private void finish(DeviceOutcome result) {
        outcome = result;
        connection = null;
        world.trace().record("over", number, result.name());
        world.observer().onDeviceDone(this, result);
        process.kill();
    }

    void loseNetwork(long forUs) {
        connector.goOffline(forUs);
        if (connection != null) {
            connection.disconnect(forUs);
        }
    }

    void tolerateLag(boolean on) {
        if (connection != null) {
            sendMessage(connection, new ClientMessage.LagTolerance(on));
        }
    }

    /** Reloads the page. */
    void reload() {
        if (connection != null && saved != null) {
            disconnect(connection);
            world.observer().onDeviceReloaded(this);
            restore(
                    new DeviceResumeState.Saved(
                            saved.capsule(),
                            sequence,
                            playout.epoch(),
                            playout.playedMs(),
                            world.nowUs()));
            connector.reconnect();
        }
    }

    /**
     * Restores saved state. The conversation may have gone on since it was saved: the sequence
     * numbers of that time are skipped, so that none is used twice.
     */
    private void restore(DeviceResumeState.Saved state) {
        long ageMs = (world.nowUs() - state.atUs()) / 1_000;
        saved = state;
        resumeState = new DeviceResumeState(state);
        replayBuffer = new DeviceReplayBuffer(frameMs);
        sequence = state.sequence() + Math.ceilDiv((int) ageMs, frameMs);
        playout = new DevicePlayout(state.epoch(), state.playedMs(), world.nowUs());
    }
}
