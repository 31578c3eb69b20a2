package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.simulation.audio.MicrophoneTape;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** A candidate's device: microphone, player, and what keeps the conversation going. */
public final class Device {
    private static final long REPORT_US = 250_000;
    private static final long FAREWELL_US = 10_000_000;

    private final int number;
    private final World world;
    private final Network network;
    private final int frameMs;
    private final boolean inherited;
    private final Actor actor;
    private final Dialling dialling;
    private final Talker talker;
    private final Watchdog watchdog = new Watchdog();
    private final Defects defects = new Defects();
    private Session session;
    private Ring ring;
    private Player player;
    private Memory memory = new Memory();
    private Memory.@Nullable Kept kept;
    private @Nullable Link link;
    private @Nullable Outcome outcome;
    private boolean begun;
    private boolean live;
    private boolean ending;
    private boolean muteTold;
    private int sequence;
    private long reportedUs;
    private boolean reportedBusy;

    Device(int number, World world, Session session, Network network, Memory.@Nullable Kept kept) {
        this.number = number;
        this.world = world;
        this.session = session;
        this.network = network;
        this.frameMs = world.scenario().frameMs();
        this.actor = new Actor(world.timeline());
        this.dialling = new Dialling(world, this);
        this.talker =
                new Talker(
                        world.chance("talker" + number), world.scenario().talker(), world.nowUs());
        this.ring = new Ring(frameMs);
        this.player = new Player(0, 0, world.nowUs());
        this.inherited = kept != null;
        if (kept != null) {
            takeUp(kept);
        }
        actor.later(frameMs * 1_000L, this::beat);
        Session.Plan plan = session.plan();
        actor.later(plan.endsAtMs() * 1_000L - world.nowUs(), () -> end(plan.skips()));
        dialling.begin();
    }

    /** Its number in the world, from 0. */
    public int number() {
        return number;
    }

    /** The test it takes part in. */
    public Session session() {
        return session;
    }

    /** Whether it takes part no more. */
    public boolean over() {
        return outcome != null;
    }

    /** How its part ended; null while it has not. */
    public @Nullable Outcome outcome() {
        return outcome;
    }

    /** How many replies were played or cut off. */
    public int repliesHeard() {
        return player.finishedReplies();
    }

    /** The number of its newest connection, from 1; 0 without one. */
    public int connection() {
        return link == null ? 0 : link.socket().number();
    }

    /** Whether it joined with what another device had kept. */
    public boolean inherited() {
        return inherited;
    }

    Network network() {
        return network;
    }

    Actor actor() {
        return actor;
    }

    Defects defects() {
        return defects;
    }

    /** Its connection, if it has one. */
    public Optional<Link> link() {
        return Optional.ofNullable(link);
    }

    /** What it has kept, so that another can go on with it. */
    Memory.@Nullable Kept kept() {
        return kept;
    }

    private void beat() {
        if (over()) {
            return;
        }
        actor.later(frameMs * 1_000L, this::beat);
        long nowUs = world.nowUs();
        player.advance(nowUs);
        boolean loud = talker.speaks(nowUs, player.playing(), player.finishedReplies());
        boolean muted = defects.muted(nowUs);
        if (begun && !muted) {
            capture(loud, nowUs);
        }
        Link current = link;
        if (current != null) {
            if (muted != muteTold) {
                muteTold = muted;
                say(current, new ClientMessage.Mute(muted));
            }
            report(current, nowUs);
            if (watchdog.isDead(nowUs)) {
                world.trace().add("thought dead", number, 0);
                hangUp(current);
                dialling.again();
            }
        }
    }

    private void capture(boolean loud, long nowUs) {
        byte[] pcm = MicrophoneTape.frame(number, sequence, frameMs, loud);
        AudioFrame.Uplink frame = new AudioFrame.Uplink(sequence, (int) (nowUs / 1_000), pcm);
        world.witness().captured(this, sequence, loud);
        sequence++;
        ring.add(frame, loud);
        if (link != null) {
            send(link, frame);
            if (live) {
                watchdog.sent(nowUs);
            }
        }
    }

    private void send(Link over, AudioFrame.Uplink frame) {
        Socket socket = over.socket();
        over.up(frame.pcm().length + AudioFrame.HEADER_BYTES, () -> socket.onAudio(frame));
    }

    private void report(Link over, long nowUs) {
        boolean due = player.busy() && nowUs - reportedUs >= REPORT_US;
        boolean ranEmpty = reportedBusy && !player.busy();
        if ((due || ranEmpty) && !defects.reportless(nowUs)) {
            reportedUs = nowUs;
            reportedBusy = player.busy();
            say(over, player.report());
        }
    }

    private void say(Link over, ClientMessage message) {
        Socket socket = over.socket();
        over.up(() -> socket.onMessage(message));
    }

    /** Without a capsule there is nothing to resume: the next ticket is for a new test. */
    Session nextSession() {
        if (begun && memory.capsule() == null) {
            begun = false;
            session = world.newSession(session.plan());
            sequence = 0;
            memory = new Memory();
            ring = new Ring(frameMs);
            player = new Player(0, 0, world.nowUs());
        }
        return session;
    }

    void onConnected(Link made) {
        link = made;
        live = false;
        muteTold = false;
        begun = true;
        watchdog.heard(world.nowUs());
        ServerMessage.Capsule capsule = memory.capsule();
        if (capsule == null) {
            say(made, new ClientMessage.Start("simulated"));
        } else {
            say(made, memory.resume(capsule, ring.first(sequence)));
            ring.frames().forEach(again -> send(made, again.frame()));
            if (ending) {
                say(made, new ClientMessage.End(session.plan().skips()));
            }
        }
    }

    void onClosed(Link which, @Nullable CloseCode code) {
        if (which != link || over()) {
            return;
        }
        link = null;
        world.trace().add("lost", number, code == null ? 1006 : code.code());
        if (code == null || code.resumable()) {
            dialling.again();
        } else {
            end(
                    switch (code) {
                        case NORMAL -> Outcome.ENDED;
                        case TAKEN_OVER -> Outcome.TAKEN_OVER;
                        case CAPSULE_REFUSED -> Outcome.REFUSED;
                        default -> Outcome.FATAL;
                    });
        }
    }

    private void hangUp(Link current) {
        link = null;
        Socket socket = current.socket();
        current.up(socket::onLost);
    }

    void onPing(Link from) {
        if (from == link) {
            Socket socket = from.socket();
            from.up(socket::onPong);
        }
    }

    void onMessage(Link from, ServerMessage message) {
        if (from != link || over()) {
            return;
        }
        watchdog.heard(world.nowUs());
        world.witness().received(this, message);
        switch (message) {
            case ServerMessage.Status(StreamState state, int _, int _) ->
                    onStatus(state == StreamState.LIVE);
            case ServerMessage.Resumed(boolean reattached) -> {
                dialling.succeeded();
                memory.onResumed(reattached);
            }
            case ServerMessage.Ack(int acknowledged) -> {
                if (ring.acknowledge(acknowledged)) {
                    memory.onVoiceAcknowledged();
                }
            }
            case ServerMessage.Caption caption -> memory.onCaption(caption);
            case ServerMessage.Clear(int epoch) -> {
                memory.onClear(epoch);
                player.clear(epoch);
            }
            case ServerMessage.ReplyEnd(int epoch, long _) -> {
                memory.onReplyEnd(epoch);
                player.ended(epoch);
            }
            case ServerMessage.Capsule capsule -> keep(from, capsule);
            case ServerMessage.Ping(int id) -> say(from, new ClientMessage.Pong(id));
            case ServerMessage.Welcome _,
                    ServerMessage.Ended _,
                    ServerMessage.Lost _,
                    ServerMessage.Connection _,
                    ServerMessage.ProtocolError _ -> {}
        }
    }

    private void onStatus(boolean nowLive) {
        live = nowLive;
        if (live) {
            dialling.succeeded();
        }
    }

    private void keep(Link from, ServerMessage.Capsule capsule) {
        if (memory.keep(capsule)) {
            kept =
                    new Memory.Kept(
                            capsule, sequence, player.epoch(), player.playedMs(), world.nowUs());
            if (!defects.receiptless(world.nowUs())) {
                say(from, new ClientMessage.CapsuleStored(capsule.counter()));
            }
        }
    }

    void onAudio(Link from, int epoch, int frame, byte[] pcm, int offset, int length) {
        if (from != link || over()) {
            return;
        }
        watchdog.heard(world.nowUs());
        world.witness().heard(this, epoch, frame, pcm, offset, length);
        int ms = length / AudioFrame.DOWNLINK_BYTES_PER_MS;
        memory.onAudio(epoch, ms);
        player.add(epoch, ms);
    }

    private void end(boolean skips) {
        if (link == null) {
            leave();
        } else {
            ending = true;
            say(link, new ClientMessage.End(skips));
            actor.later(FAREWELL_US, this::leave);
        }
    }

    /** The candidate goes away without a word. */
    void leave() {
        if (link != null) {
            hangUp(link);
        }
        end(Outcome.LEFT);
    }

    private void end(Outcome how) {
        outcome = how;
        link = null;
        world.trace().add("over", number, how.name());
        world.witness().over(this, how);
        actor.kill();
    }

    void loseNetwork(long forUs) {
        dialling.goOffline(forUs);
        if (link != null) {
            link.cut(forUs);
        }
    }

    void tolerateLag(boolean on) {
        if (link != null) {
            say(link, new ClientMessage.LagTolerance(on));
        }
    }

    /** The page is loaded anew. */
    void reload() {
        if (link != null && kept != null) {
            hangUp(link);
            world.witness().reloaded(this);
            takeUp(
                    new Memory.Kept(
                            kept.capsule(),
                            sequence,
                            player.epoch(),
                            player.playedMs(),
                            world.nowUs()));
            dialling.again();
        }
    }

    /** What was kept some time ago may have gone on since: no frame number is used twice. */
    private void takeUp(Memory.Kept found) {
        long ageMs = (world.nowUs() - found.atUs()) / 1_000;
        kept = found;
        memory = new Memory(found);
        ring = new Ring(frameMs);
        sequence = found.sequence() + Math.ceilDiv((int) ageMs, frameMs);
        player = new Player(found.epoch(), found.playedMs(), world.nowUs());
    }
}
