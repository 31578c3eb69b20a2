package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;

/** Gateway's end of a connection and its conversation, as in the production socket layer. */
public final class SimulatedSocket implements ClientPort {
    private static final int SEND_BUFFER_BYTES = 64 * 1024;
    private static final long START_TIMEOUT_US = 5_000_000;
    private static final long PING_INTERVAL_US = 15_000_000;
    private static final long IDLE_TIMEOUT_US = 30_000_000;

    private final int number;
    private final SimulatedWorld world;
    private final SimulationObserver observer;
    private final NodeEventLoop loop;
    private final SimulatedDevice device;
    private final SimulatedConversation conversation;
    private final SimulatedConnection connection;
    private final ConversationHandle handle;
    private final long openedUs;
    private long lastReceivedUs;
    private long lastPingUs;
    private int nextSequence;
    private boolean started;
    private boolean open = true;
    private boolean closedByCore;
    private boolean finished;

    SimulatedSocket(
            SimulatedWorld world,
            NodeEventLoop loop,
            SimulatedDevice device,
            SimulatedConversation conversation,
            SimulatedConnection connection,
            ConversationFactory conversations) {
        this.number = world.nextSocketNumber();
        this.world = world;
        this.observer = world.observer();
        this.loop = loop;
        this.device = device;
        this.conversation = conversation;
        this.connection = connection;
        this.openedUs = world.nowUs();
        this.lastReceivedUs = openedUs;
        this.lastPingUs = openedUs;
        connection.attach(this);
        observer.onConnected(this);
        this.handle =
                conversations.open(
                        conversation.identity(),
                        world.interceptor().interceptClient(this),
                        loop.nowUs());
    }

    /** Returns the number of the connection in the run, from 1. */
    public int number() {
        return number;
    }

    /** Returns the event loop of the conversation. */
    public NodeEventLoop loop() {
        return loop;
    }

    /** Returns the device at the other end. */
    public SimulatedDevice device() {
        return device;
    }

    /** Returns the conversation on this connection. */
    public SimulatedConversation conversation() {
        return conversation;
    }

    /** Returns whether the connection is open, as far as this end knows. */
    public boolean isOpen() {
        return open;
    }

    /** Returns whether the core has finished with the connection. */
    public boolean isFinished() {
        return finished;
    }

    /** Returns the core's handle of the conversation. */
    public ConversationHandle handle() {
        return handle;
    }

    SimulatedConnection connection() {
        return connection;
    }

    void onMessage(ClientMessage message) {
        if (!open) {
            return;
        }
        lastReceivedUs = world.nowUs();
        if (message instanceof ClientMessage.Resume resume) {
            nextSequence = resume.sequence();
        }
        started = true;
        world.trace().record(message.getClass().getSimpleName(), number, 0);
        world.trace().note(message);
        observer.onClientMessage(this, message);
        handle.onMessage(message, loop.nowUs());
    }

    void onAudio(AudioFrame.Uplink frame) {
        if (!open) {
            return;
        }
        lastReceivedUs = world.nowUs();
        if (!started || frame.sequence() != nextSequence) {
            throw new InvariantViolation(
                    "device", "sends " + frame.sequence() + " for " + nextSequence);
        }
        nextSequence++;
        world.trace().record("mic", number, frame.sequence());
        observer.onMicrophoneFrame(this, frame.sequence());
        handle.onAudio(frame, loop.nowUs());
    }

    void onPong() {
        lastReceivedUs = world.nowUs();
    }

    /** Handles the loss of the connection, or its closing by the device. */
    void onLost() {
        if (open) {
            open = false;
            world.trace().record("gone", number, 0);
            observer.onClientGone(this);
            handle.onClientDisconnected(loop.nowUs());
        }
    }

    void onNodeDraining() {
        handle.onNodeDraining(loop.nowUs());
    }

    void onNodeClosing() {
        handle.onNodeClosing(loop.nowUs());
    }

    void tick() {
        if (open) {
            checkTimeouts(world.nowUs());
        }
        handle.tick(loop.nowUs());
        observer.onTick(this);
        if (handle.isFinished() && !open) {
            finished = true;
            world.trace().record("finished", number, 0);
            observer.onSocketFinished(this);
        }
    }

    private void checkTimeouts(long nowUs) {
        if (!started && nowUs - openedUs >= START_TIMEOUT_US) {
            closeWith(CloseCode.START_TIMEOUT);
        } else if (nowUs - lastReceivedUs >= IDLE_TIMEOUT_US) {
            closeWith(CloseCode.IDLE);
        } else if (nowUs - lastPingUs >= PING_INTERVAL_US) {
            lastPingUs = nowUs;
            connection.sendDown(() -> device.onPing(connection));
        }
    }

    private void closeWith(CloseCode code) {
        connection.sendDown(() -> device.onClosed(connection, code));
        onLost();
    }

    @Override
    public void send(ServerMessage message) {
        if (closedByCore || finished) {
            throw new InvariantViolation("I13", "a message after the end on connection " + number);
        }
        world.trace().record(message.getClass().getSimpleName(), number, open ? 1 : 0);
        world.trace().note(message);
        observer.onServerMessage(this, message);
        if (open) {
            connection.sendDown(() -> device.onMessage(connection, message));
        }
    }

    @Override
    public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
        if (closedByCore || finished) {
            throw new InvariantViolation("I13", "audio after the end on connection " + number);
        }
        if (!open || connection.downlinkBytesInFlight() > SEND_BUFFER_BYTES) {
            return false;
        }
        world.trace().record("voice", number, epoch);
        observer.onServerAudio(this, epoch, sequence, pcm, offset, length);
        connection.sendDown(
                length + AudioFrame.HEADER_BYTES,
                () -> device.onAudio(connection, epoch, sequence, pcm, offset, length));
        return true;
    }

    @Override
    public void close(CloseCode code) {
        if (closedByCore) {
            throw new InvariantViolation("I13", "a second close of connection " + number);
        }
        closedByCore = true;
        if (open) {
            open = false;
            world.trace().record("close", number, code.code());
            observer.onSocketClosed(this, code);
            connection.sendDown(() -> device.onClosed(connection, code));
        }
    }
}
