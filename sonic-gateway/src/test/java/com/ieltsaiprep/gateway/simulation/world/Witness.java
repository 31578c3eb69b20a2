package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.sonic.SonicWitness;

/** Sees all that happens in a world, each thing before it has consequences. */
public interface Witness extends SonicWitness {
    /** A connection was accepted, and its conversation is about to be opened. */
    default void connected(Socket socket) {}

    /** A message reached the core. */
    default void arrived(Socket socket, ClientMessage message) {}

    /** A frame of the microphone reached the core. */
    default void arrived(Socket socket, int sequence) {}

    /** The core sends a message. */
    default void sent(Socket socket, ServerMessage message) {}

    /** The core sends audio, and the connection takes it. */
    default void sentAudio(
            Socket socket, int epoch, int sequence, byte[] pcm, int from, int length) {}

    /** The core closes a connection. */
    default void closed(Socket socket, CloseCode code) {}

    /** The core was told that the connection is gone. */
    default void gone(Socket socket) {}

    /** The core was ticked. */
    default void ticked(Socket socket) {}

    /** The core has nothing left to do for this connection. */
    default void finished(Socket socket) {}

    /** A device captured a frame, and sends it if it has a connection. */
    default void captured(Device device, int sequence, boolean loud) {}

    /** A message reached a device. */
    default void received(Device device, ServerMessage message) {}

    /** Audio reached a device. */
    default void heard(Device device, int epoch, int sequence, byte[] pcm, int from, int length) {}

    /** A device has forgotten all but what outlives a page. */
    default void reloaded(Device device) {}

    /** A device has no conversation any more, and why. */
    default void over(Device device, Outcome outcome) {}

    /** The core sealed a capsule on this loop. */
    default void sealed(GatewayLoop loop, Capsule capsule) {}

    /** The core opened a genuine capsule on this loop. */
    default void unsealed(GatewayLoop loop, Capsule capsule) {}

    /** A holder on this loop asks the registry for a conversation. */
    default void claimed(GatewayLoop loop, String sessionId, long generation, long counter) {}

    /** The registry gave a conversation to a holder on this loop. */
    default void granted(GatewayLoop loop, String sessionId, long generation) {}

    /** A holder says that its conversation is over. */
    default void finishing(GatewayLoop loop, String sessionId) {}

    /** A text left the core for a log, a metric or the registry. */
    default void noted(String text) {}

    /** Something was said, aloud or in writing, that nobody else may read. */
    default void uttered(String words) {}

    /** Something was done to the world. */
    default void befell(Fault fault) {}

    /** The world comes to its end. */
    default void ended() {}
}
