package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.Device;
import com.ieltsaiprep.gateway.simulation.world.Fault;
import com.ieltsaiprep.gateway.simulation.world.GatewayLoop;
import com.ieltsaiprep.gateway.simulation.world.Outcome;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.simulation.world.World;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** All of them, for one world; each is told everything. */
public final class Invariants implements Witness {
    private Witness[] all = {};

    /** Watches over a world from its beginning. */
    public void watch(World world, Timeline timeline) {
        Holders holders = new Holders();
        all =
                new Witness[] {
                    holders,
                    new MicrophoneInOrder(),
                    new VoiceInOrder(),
                    new SilenceAfterBargeIn(timeline),
                    new Bounded(),
                    new StreamsEnd(timeline, world, holders),
                    new ExamPosition(timeline, holders),
                    new CapsulesRise(holders),
                    new MovesNeverForks(timeline),
                    new HistoryKept(holders, world.scenario().settings().history()),
                    new WordsOnce(holders, world.scenario().frameMs()),
                    new OneEnd(holders),
                    new NoSpin(timeline),
                    new LastWord(),
                    new DemandAnswered(timeline, world, holders),
                    new NodesLeave(),
                    new Secrecy(),
                    new Answered(timeline, world.scenario().manners()),
                    new Recovery(timeline, world)
                };
    }

    @Override
    public void opened(ModelStream stream) {
        for (Witness it : all) {
            it.opened(stream);
        }
    }

    @Override
    public void handed(ModelStream stream, SonicInput event) {
        for (Witness it : all) {
            it.handed(stream, event);
        }
    }

    @Override
    public void requested(ModelStream stream, long count) {
        for (Witness it : all) {
            it.requested(stream, count);
        }
    }

    @Override
    public void told(ModelStream stream, SonicOutput event) {
        for (Witness it : all) {
            it.told(stream, event);
        }
    }

    @Override
    public void closed(ModelStream stream, StreamEnd end) {
        for (Witness it : all) {
            it.closed(stream, end);
        }
    }

    @Override
    public void connected(Socket socket) {
        for (Witness it : all) {
            it.connected(socket);
        }
    }

    @Override
    public void arrived(Socket socket, ClientMessage message) {
        for (Witness it : all) {
            it.arrived(socket, message);
        }
    }

    @Override
    public void arrived(Socket socket, int sequence) {
        for (Witness it : all) {
            it.arrived(socket, sequence);
        }
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        for (Witness it : all) {
            it.sent(socket, message);
        }
    }

    @Override
    public void sentAudio(
            Socket socket, int epoch, int sequence, byte[] pcm, int from, int length) {
        for (Witness it : all) {
            it.sentAudio(socket, epoch, sequence, pcm, from, length);
        }
    }

    @Override
    public void closed(Socket socket, CloseCode code) {
        for (Witness it : all) {
            it.closed(socket, code);
        }
    }

    @Override
    public void gone(Socket socket) {
        for (Witness it : all) {
            it.gone(socket);
        }
    }

    @Override
    public void ticked(Socket socket) {
        for (Witness it : all) {
            it.ticked(socket);
        }
    }

    @Override
    public void finished(Socket socket) {
        for (Witness it : all) {
            it.finished(socket);
        }
    }

    @Override
    public void captured(Device device, int sequence, boolean loud) {
        for (Witness it : all) {
            it.captured(device, sequence, loud);
        }
    }

    @Override
    public void received(Device device, ServerMessage message) {
        for (Witness it : all) {
            it.received(device, message);
        }
    }

    @Override
    public void heard(Device device, int epoch, int sequence, byte[] pcm, int from, int length) {
        for (Witness it : all) {
            it.heard(device, epoch, sequence, pcm, from, length);
        }
    }

    @Override
    public void reloaded(Device device) {
        for (Witness it : all) {
            it.reloaded(device);
        }
    }

    @Override
    public void over(Device device, Outcome outcome) {
        for (Witness it : all) {
            it.over(device, outcome);
        }
    }

    @Override
    public void sealed(GatewayLoop loop, Capsule capsule) {
        for (Witness it : all) {
            it.sealed(loop, capsule);
        }
    }

    @Override
    public void unsealed(GatewayLoop loop, Capsule capsule) {
        for (Witness it : all) {
            it.unsealed(loop, capsule);
        }
    }

    @Override
    public void claimed(GatewayLoop loop, String sessionId, long generation, long counter) {
        for (Witness it : all) {
            it.claimed(loop, sessionId, generation, counter);
        }
    }

    @Override
    public void granted(GatewayLoop loop, String sessionId, long generation) {
        for (Witness it : all) {
            it.granted(loop, sessionId, generation);
        }
    }

    @Override
    public void finishing(GatewayLoop loop, String sessionId) {
        for (Witness it : all) {
            it.finishing(loop, sessionId);
        }
    }

    @Override
    public void noted(String text) {
        for (Witness it : all) {
            it.noted(text);
        }
    }

    @Override
    public void uttered(String words) {
        for (Witness it : all) {
            it.uttered(words);
        }
    }

    @Override
    public void befell(Fault fault) {
        for (Witness it : all) {
            it.befell(fault);
        }
    }

    @Override
    public void ended() {
        for (Witness it : all) {
            it.ended();
        }
    }
}
