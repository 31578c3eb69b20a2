package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.ClientPort;
import com.ieltsaiprep.gateway.conversation.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.ConversationHandle;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.engine.Violation;

/** The gateway's end of a connection and the conversation on it, as the socket layer keeps them. */
public final class Socket implements ClientPort {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long START_US = 5_000_000;
    private static final long PING_US = 15_000_000;
    private static final long IDLE_US = 30_000_000;

    private final int number;
    private final World world;
    private final Witness witness;
    private final GatewayLoop loop;
    private final Device device;
    private final Session session;
    private final Link link;
    private final ConversationHandle conversant;
    private final long openedUs;
    private long heardUs;
    private long pingedUs;
    private int nextSequence;
    private boolean started;
    private boolean open = true;
    private boolean closedByCore;
    private boolean finished;

    Socket(
            World world,
            GatewayLoop loop,
            Device device,
            Session session,
            Link link,
            ConversationFactory on) {
        this.number = world.nextSocket();
        this.world = world;
        this.witness = world.witness();
        this.loop = loop;
        this.device = device;
        this.session = session;
        this.link = link;
        this.openedUs = world.nowUs();
        this.heardUs = openedUs;
        this.pingedUs = openedUs;
        link.attach(this);
        witness.connected(this);
        this.conversant = on.open(session.identity(), world.plants().client(this), loop.nowUs());
    }

    /** Its number in the world, from 1. */
    public int number() {
        return number;
    }

    /** Where its conversation runs. */
    public GatewayLoop loop() {
        return loop;
    }

    /** Who is at the other end. */
    public Device device() {
        return device;
    }

    /** The test that goes on over it. */
    public Session session() {
        return session;
    }

    /** Whether messages still go either way, as far as this end knows. */
    public boolean open() {
        return open;
    }

    /** Whether the core has nothing left to do for it. */
    public boolean isFinished() {
        return finished;
    }

    /** The core's end of it. */
    public ConversationHandle conversant() {
        return conversant;
    }

    Link link() {
        return link;
    }

    void onMessage(ClientMessage message) {
        if (!open) {
            return;
        }
        heardUs = world.nowUs();
        if (message instanceof ClientMessage.Resume resume) {
            nextSequence = resume.sequence();
        }
        started = true;
        world.trace().add(message.getClass().getSimpleName(), number, 0);
        world.trace().remark(message);
        witness.arrived(this, message);
        conversant.onMessage(message, loop.nowUs());
    }

    void onAudio(AudioFrame.Uplink frame) {
        if (!open) {
            return;
        }
        heardUs = world.nowUs();
        if (!started || frame.sequence() != nextSequence) {
            throw new Violation("device", "sends " + frame.sequence() + " for " + nextSequence);
        }
        nextSequence++;
        world.trace().add("mic", number, frame.sequence());
        witness.arrived(this, frame.sequence());
        conversant.onAudio(frame, loop.nowUs());
    }

    void onPong() {
        heardUs = world.nowUs();
    }

    /** The connection is lost, or was closed by the device. */
    void onLost() {
        if (open) {
            open = false;
            world.trace().add("gone", number, 0);
            witness.gone(this);
            conversant.onClientDisconnected(loop.nowUs());
        }
    }

    void onNodeDraining() {
        conversant.onNodeDraining(loop.nowUs());
    }

    void onNodeClosing() {
        conversant.onNodeClosing(loop.nowUs());
    }

    void tick() {
        if (open) {
            watch(world.nowUs());
        }
        conversant.tick(loop.nowUs());
        witness.ticked(this);
        if (conversant.isFinished() && !open) {
            finished = true;
            world.trace().add("finished", number, 0);
            witness.finished(this);
        }
    }

    private void watch(long nowUs) {
        if (!started && nowUs - openedUs >= START_US) {
            hangUp(CloseCode.START_TIMEOUT);
        } else if (nowUs - heardUs >= IDLE_US) {
            hangUp(CloseCode.IDLE);
        } else if (nowUs - pingedUs >= PING_US) {
            pingedUs = nowUs;
            link.down(() -> device.onPing(link));
        }
    }

    private void hangUp(CloseCode code) {
        link.down(() -> device.onClosed(link, code));
        onLost();
    }

    @Override
    public void send(ServerMessage message) {
        if (closedByCore || finished) {
            throw new Violation("I13", "a message after the end on connection " + number);
        }
        world.trace().add(message.getClass().getSimpleName(), number, open ? 1 : 0);
        world.trace().remark(message);
        witness.sent(this, message);
        if (open) {
            link.down(() -> device.onMessage(link, message));
        }
    }

    @Override
    public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
        if (closedByCore || finished) {
            throw new Violation("I13", "audio after the end on connection " + number);
        }
        if (!open || link.bytesDownUnderWay() > BUFFER_BYTES) {
            return false;
        }
        world.trace().add("voice", number, epoch);
        witness.sentAudio(this, epoch, sequence, pcm, offset, length);
        link.down(
                length + AudioFrame.HEADER_BYTES,
                () -> device.onAudio(link, epoch, sequence, pcm, offset, length));
        return true;
    }

    @Override
    public void close(CloseCode code) {
        if (closedByCore) {
            throw new Violation("I13", "a second close of connection " + number);
        }
        closedByCore = true;
        if (open) {
            open = false;
            world.trace().add("close", number, code.code());
            witness.closed(this, code);
            link.down(() -> device.onClosed(link, code));
        }
    }
}
