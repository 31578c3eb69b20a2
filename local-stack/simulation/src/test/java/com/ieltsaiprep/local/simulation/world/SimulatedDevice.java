package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.client.AudioSink;
import com.ieltsaiprep.local.client.ProtocolClient;
import com.ieltsaiprep.local.client.SavedConversation;
import com.ieltsaiprep.local.simulation.audio.MicrophoneWatermark;
import com.ieltsaiprep.local.simulation.engine.RandomStream;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Device of a candidate: microphone and network of a protocol client, with the faults that a device
 * can have.
 */
public final class SimulatedDevice implements ProtocolClient.Transport {
    private static final long END_TIMEOUT_US = 10_000_000;

    private final int number;
    private final SimulatedWorld world;
    private final NetworkConditions network;
    private final int frameMs;
    private final boolean inherited;
    private final SimulatedProcess process;
    private final RandomStream random;
    private final DeviceConnector connector;
    private final CandidateSpeechModel speech;
    private final DeviceFaults activeFaults = new DeviceFaults();
    private SimulatedConversation conversation;
    private ProtocolClient client;
    private @Nullable SavedConversation saved;
    private @Nullable SimulatedConnection connection;
    private @Nullable DeviceOutcome outcome;
    private boolean toldEnd;
    private boolean reportedMuted;

    SimulatedDevice(
            int number,
            SimulatedWorld world,
            SimulatedConversation conversation,
            NetworkConditions network,
            @Nullable SavedConversation saved) {
        this.number = number;
        this.world = world;
        this.conversation = conversation;
        this.network = network;
        this.frameMs = world.scenario().frameMs();
        this.process = new SimulatedProcess(world.scheduler());
        this.random = world.random("dialling" + number);
        this.connector = new DeviceConnector(world, this, random);
        this.speech =
                new CandidateSpeechModel(
                        world.random("talker" + number), world.scenario().speech(), world.nowUs());
        this.inherited = saved != null;
        this.client = newClient(saved);
        this.saved = saved;
        process.runAfter(0, this::tick);
        SimulatedConversation.Plan plan = conversation.plan();
        process.runAfter(plan.endsAtMs() * 1_000L - world.nowUs(), () -> endTest(plan.skips()));
    }

    private ProtocolClient newClient(@Nullable SavedConversation from) {
        ProtocolClient.Parameters parameters =
                new ProtocolClient.Parameters(
                        "simulated", frameMs, AudioSink.NONE, random.generator());
        return from == null
                ? new ProtocolClient(parameters, this, world.nowUs())
                : new ProtocolClient(parameters, this, from, world.nowUs());
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
    @Nullable SavedConversation saved() {
        return saved;
    }

    private void tick() {
        if (isDone()) {
            return;
        }
        process.runAfter(frameMs * 1_000L, this::tick);
        long nowUs = world.nowUs();
        switch (client.tick(nowUs)) {
            case CONTINUES -> {}
            case LOST -> world.trace().record("thought dead", number, 0);
            case OVER -> {
                finish(toldEnd ? DeviceOutcome.ENDED : DeviceOutcome.LEFT);
                return;
            }
        }
        boolean loud = speech.isSpeaking(nowUs, client.isPlaying(), client.closedReplies());
        boolean muted = activeFaults.isActive(FaultKind.MUTE, nowUs);
        if (client.hasBegun() && !muted) {
            capture(loud, nowUs);
        }
        if (muted != reportedMuted && connection != null) {
            reportedMuted = muted;
            client.send(new ClientMessage.Mute(muted));
        }
    }

    private void capture(boolean loud, long nowUs) {
        int sequence = client.nextSequence();
        byte[] pcm = MicrophoneWatermark.createFrame(number, sequence, frameMs, loud);
        world.observer().onFrameCaptured(this, sequence, loud);
        client.capture(pcm, (int) (nowUs / 1_000), loud, nowUs);
    }

    /** Connects: to a new conversation if this one has begun and there is no capsule of it. */
    @Override
    public void connect() {
        if (conversation.hasBegun() && !client.hasCapsule()) {
            conversation = world.newConversation(conversation.plan());
        }
        connector.connect(conversation);
    }

    @Override
    public void drop() {
        connector.abandon();
        if (connection != null) {
            SimulatedSocket socket = connection.socket();
            connection.sendUp(socket::onLost);
            connection = null;
        }
    }

    @Override
    public void sendAudio(AudioFrame.Uplink frame) {
        SimulatedConnection current = requireConnection();
        SimulatedSocket socket = current.socket();
        current.sendUp(frame.pcm().length + AudioFrame.HEADER_BYTES, () -> socket.onAudio(frame));
    }

    /** Sends a message, unless a fault keeps the device from it. */
    @Override
    public void send(ClientMessage message) {
        FaultKind fault =
                switch (message) {
                    case ClientMessage.Playout _ -> FaultKind.NO_REPORTS;
                    case ClientMessage.CapsuleStored _ -> FaultKind.NO_RECEIPTS;
                    default -> null;
                };
        if (fault == null || !activeFaults.isActive(fault, world.nowUs())) {
            SimulatedConnection current = requireConnection();
            SimulatedSocket socket = current.socket();
            current.sendUp(() -> socket.onMessage(message));
        }
    }

    private SimulatedConnection requireConnection() {
        if (connection == null) {
            throw new IllegalStateException("device " + number + " is not connected");
        }
        return connection;
    }

    void onConnected(SimulatedConnection established) {
        connection = established;
        reportedMuted = false;
        conversation.begin();
        client.onOpened(world.nowUs());
    }

    void onConnectFailed(int code) {
        client.onClosed(code, world.nowUs());
    }

    void onClosed(SimulatedConnection closed, @Nullable CloseCode code) {
        if (closed != connection || isDone()) {
            return;
        }
        connection = null;
        int number = code == null ? ProtocolClient.CONNECTION_LOST : code.code();
        world.trace().record("lost", this.number, number);
        if (!client.onClosed(number, world.nowUs())) {
            finish(outcomeOf(code));
        }
    }

    private DeviceOutcome outcomeOf(@Nullable CloseCode code) {
        if (toldEnd && code == null) {
            return DeviceOutcome.ENDED;
        }
        return switch (code) {
            case NORMAL -> DeviceOutcome.ENDED;
            case TAKEN_OVER -> DeviceOutcome.TAKEN_OVER;
            case CAPSULE_REFUSED -> DeviceOutcome.REFUSED;
            case null, default -> DeviceOutcome.FATAL;
        };
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
        world.observer().onMessageReceived(this, message);
        client.onMessage(message, world.nowUs());
        if (message instanceof ServerMessage.Capsule) {
            saved = client.save(world.nowUs());
        }
        toldEnd |= message instanceof ServerMessage.Ended;
    }

    void onAudio(
            SimulatedConnection from, int epoch, int frame, byte[] pcm, int offset, int length) {
        if (from != connection || isDone()) {
            return;
        }
        world.observer().onAudioReceived(this, epoch, frame, pcm, offset, length);
        client.onAudio(epoch, pcm, offset, length, world.nowUs());
    }

    private void endTest(boolean skips) {
        if (connection == null) {
            leave();
        } else {
            client.end(new ClientMessage.End(skips));
            process.runAfter(END_TIMEOUT_US, this::leave);
        }
    }

    /** Leaves without a message. */
    void leave() {
        drop();
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
        client.send(new ClientMessage.LagTolerance(on));
    }

    /** Reloads the page, which keeps the newest capsule and the position in the replies. */
    void reload() {
        SavedConversation kept = client.save(world.nowUs());
        if (connection != null && kept != null) {
            drop();
            world.observer().onDeviceReloaded(this);
            saved = kept;
            client = newClient(kept);
        }
    }
}
