package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.sonic.EventLoop;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.GatewayLoop;
import com.ieltsaiprep.gateway.simulation.world.Session;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** Who has which conversation, told from what the core says. Nothing here is ever iterated over. */
final class Holders implements Witness {
    private final Map<Place, Holder> newest = new HashMap<>();
    private final Map<String, Holder> bySession = new HashMap<>();
    private final Map<Place, Socket> starting = new HashMap<>();
    private final Map<Socket, Capsule> opened = new HashMap<>();
    private final Map<ModelStream, Holder> byStream = new HashMap<>();
    private @Nullable Socket resuming;

    private record Place(EventLoop loop, String session) {}

    /** Whose stream it is; null before it has said so. */
    @Nullable Holder of(ModelStream stream) {
        return byStream.get(stream);
    }

    /** Who has the conversation of a connection; null if its loop has none. */
    @Nullable Holder of(Socket socket) {
        return newest.get(place(socket));
    }

    /** Who has a conversation on a loop. */
    @Nullable Holder at(GatewayLoop loop, String session) {
        return newest.get(new Place(loop, session));
    }

    /** Who took a conversation on last; null if nobody has. */
    @Nullable Holder newest(Session session) {
        return bySession.get(session.identity().sessionId());
    }

    /** The capsule that a connection resumes with. */
    @Nullable Capsule capsule(Socket socket) {
        return opened.get(socket);
    }

    private void put(Place place, Holder holder) {
        newest.put(place, holder);
        bySession.put(place.session, holder);
    }

    private static Place place(Socket socket) {
        return new Place(socket.loop(), socket.session().identity().sessionId());
    }

    @Override
    public void arrived(Socket socket, ClientMessage message) {
        if (message instanceof ClientMessage.Start) {
            starting.put(place(socket), socket);
        } else if (message instanceof ClientMessage.Resume) {
            resuming = socket;
        }
    }

    @Override
    public void unsealed(GatewayLoop loop, Capsule capsule) {
        if (resuming != null) {
            opened.put(resuming, capsule);
        }
    }

    @Override
    public void granted(GatewayLoop loop, String sessionId, long generation) {
        Place place = new Place(loop, sessionId);
        Socket socket = starting.remove(place);
        if (socket != null) {
            put(place, new Holder(socket, null));
        }
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        if (message instanceof ServerMessage.Resumed(boolean reattached)) {
            Holder before = of(socket);
            if (reattached && before != null) {
                before.reattached(socket);
            } else {
                put(place(socket), new Holder(socket, opened.get(socket)));
            }
        }
    }

    @Override
    public void handed(ModelStream stream, SonicInput event) {
        if (event instanceof SonicInput.PromptStart) {
            Holder holder = newest.get(new Place(stream.loop(), stream.session()));
            if (holder != null) {
                byStream.put(stream, holder);
            }
        }
    }
}
