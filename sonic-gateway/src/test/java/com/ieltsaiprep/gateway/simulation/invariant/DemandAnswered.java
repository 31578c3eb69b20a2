package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.simulation.world.World;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.HashMap;
import java.util.Map;

/**
 * I14: of Maya's events a bounded number is asked for ahead; and while there is room for her voice,
 * she is asked for more: no wake-up is missed.
 */
final class DemandAnswered implements Witness {
    private static final long MOST_AHEAD = 64;

    /** What was asked for ahead may still come when this is held, ms. */
    private static final long ROOM_MS = 25_000;

    private static final long PATIENCE_US = 1_000_000;

    private final Timeline timeline;
    private final World world;
    private final Holders holders;
    private final Map<Holder, Account> accounts = new HashMap<>();
    private final Map<ModelStream, Long> starvingUs = new HashMap<>();

    private static final class Account {
        private long toldMs;
        private long sentMs;
    }

    DemandAnswered(Timeline timeline, World world, Holders holders) {
        this.timeline = timeline;
        this.world = world;
        this.holders = holders;
    }

    private Account account(Holder holder) {
        return accounts.computeIfAbsent(holder, _ -> new Account());
    }

    @Override
    public void requested(ModelStream stream, long count) {
        if (count <= 0 || stream.wanted() + count > MOST_AHEAD) {
            throw new Violation("I14", stream.wanted() + " events ahead, then " + count);
        }
    }

    @Override
    public void told(ModelStream stream, SonicOutput event) {
        Holder holder = holders.of(stream);
        if (holder != null && event instanceof SonicOutput.Audio audio) {
            account(holder).toldMs += audio.pcm().length / AudioFrame.DOWNLINK_BYTES_PER_MS;
        }
    }

    @Override
    public void sentAudio(Socket socket, int epoch, int frame, byte[] pcm, int from, int length) {
        Holder holder = holders.of(socket);
        if (holder != null) {
            account(holder).sentMs += length / AudioFrame.DOWNLINK_BYTES_PER_MS;
        }
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        Holder holder = holders.of(socket);
        if (holder != null && message instanceof ServerMessage.Clear) {
            account(holder).sentMs = account(holder).toldMs;
        }
    }

    @Override
    public void ticked(Socket socket) {
        for (ModelStream stream : world.sonic().streams()) {
            Holder holder = holders.of(stream);
            if (holder != null && holder.socket() == socket) {
                check(stream, account(holder));
            }
        }
    }

    private void check(ModelStream stream, Account account) {
        boolean starving =
                stream.live() && stream.wanted() == 0 && account.toldMs - account.sentMs < ROOM_MS;
        if (!starving) {
            starvingUs.remove(stream);
            return;
        }
        long sinceUs = starvingUs.computeIfAbsent(stream, _ -> timeline.nowUs());
        if (timeline.nowUs() - sinceUs > PATIENCE_US) {
            throw new Violation("I14", stream + " has room and asks for nothing");
        }
    }
}
