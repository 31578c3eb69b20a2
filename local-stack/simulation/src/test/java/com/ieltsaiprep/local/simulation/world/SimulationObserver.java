package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.simulation.sonic.SonicObserver;

/** Observer of all events of a run, called before each event has consequences. */
public interface SimulationObserver extends SonicObserver {
    /** Called when a connection was accepted, before its conversation is opened. */
    default void onConnected(SimulatedSocket socket) {}

    /** Called when a message reaches the core. */
    default void onClientMessage(SimulatedSocket socket, ClientMessage message) {}

    /** Called when a microphone frame reaches the core. */
    default void onMicrophoneFrame(SimulatedSocket socket, int sequence) {}

    /** Called when the core sends a message. */
    default void onServerMessage(SimulatedSocket socket, ServerMessage message) {}

    /** Called when the core sends audio and the connection takes it. */
    default void onServerAudio(
            SimulatedSocket socket, int epoch, int sequence, byte[] pcm, int from, int length) {}

    /** Called when the core closes a connection. */
    default void onSocketClosed(SimulatedSocket socket, CloseCode code) {}

    /** Called when the core is told that the connection is lost. */
    default void onClientGone(SimulatedSocket socket) {}

    /** Called after each tick of the core. */
    default void onTick(SimulatedSocket socket) {}

    /** Called when the core has finished with a connection. */
    default void onSocketFinished(SimulatedSocket socket) {}

    /** Called when a device captures a frame, which it sends if it is connected. */
    default void onFrameCaptured(SimulatedDevice device, int sequence, boolean loud) {}

    /** Called when a message reaches a device. */
    default void onMessageReceived(SimulatedDevice device, ServerMessage message) {}

    /** Called when audio reaches a device. */
    default void onAudioReceived(
            SimulatedDevice device, int epoch, int sequence, byte[] pcm, int from, int length) {}

    /** Called when a device has reloaded its page. */
    default void onDeviceReloaded(SimulatedDevice device) {}

    /** Called when a device's part in the conversation is over. */
    default void onDeviceDone(SimulatedDevice device, DeviceOutcome outcome) {}

    /** Called when the core seals a capsule. */
    default void onCapsuleSealed(NodeEventLoop loop, Capsule capsule) {}

    /** Called when the core opens a genuine capsule. */
    default void onCapsuleOpened(NodeEventLoop loop, Capsule capsule) {}

    /** Called when the core claims a conversation from the registry. */
    default void onClaim(NodeEventLoop loop, String sessionId, long generation, long counter) {}

    /** Called when the registry grants a conversation. */
    default void onOwnershipGranted(NodeEventLoop loop, String sessionId, long generation) {}

    /** Called when an owner finishes its conversation. */
    default void onConversationFinishing(NodeEventLoop loop, String sessionId) {}

    /** Called for each text that the core gives to a log, a metric or the registry. */
    default void onTelemetryText(String text) {}

    /** Called for each utterance, spoken or written, which is confidential. */
    default void onUtterance(String words) {}

    /** Called when a fault is injected. */
    default void onFault(InjectedFault fault) {}

    /** Called at the end of the run. */
    default void onSimulationEnd() {}
}
