package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.DeviceOutcome;
import com.ieltsaiprep.local.simulation.world.InjectedFault;
import com.ieltsaiprep.local.simulation.world.NodeEventLoop;
import com.ieltsaiprep.local.simulation.world.SimulatedDevice;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulatedWorld;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.function.Consumer;

/** All invariants of one run: passes every event to each of them. */
public final class AllInvariants implements SimulationObserver {
    private SimulationObserver[] all = {};

    /** Starts to check a run, before its first event. */
    public void watch(SimulatedWorld world, VirtualTimeScheduler scheduler) {
        OwnershipTracker ownership = new OwnershipTracker();
        all =
                new SimulationObserver[] {
                    ownership,
                    new MicrophoneAudioInOrder(),
                    new ReplyAudioInOrder(),
                    new SilenceAfterBargeIn(scheduler),
                    new HeldBytesBounded(),
                    new NoLeakedStreams(scheduler, world, ownership),
                    new InterviewNeverGoesBack(scheduler, ownership),
                    new CapsuleCountersIncrease(ownership),
                    new NoSplitBrain(scheduler),
                    new HistoryComplete(ownership, world.scenario().settings().history()),
                    new WordsTranscribedOnce(ownership, world.scenario().frameMs()),
                    new SingleEndReason(ownership),
                    new EventRatesBounded(scheduler),
                    new CloseCodeMatchesLastMessage(),
                    new NoLostWakeUps(scheduler, world, ownership),
                    new DrainedNodesStop(),
                    new NoTranscriptInTelemetry(),
                    new CandidateAnswered(scheduler, world.scenario().behaviour()),
                    new ConversationsRecover(scheduler, world)
                };
    }

    private void forEach(Consumer<SimulationObserver> event) {
        for (SimulationObserver it : all) {
            event.accept(it);
        }
    }

    @Override
    public void onStreamOpened(SimulatedSonicStream stream) {
        forEach(it -> it.onStreamOpened(stream));
    }

    @Override
    public void onInput(SimulatedSonicStream stream, SonicInput event) {
        forEach(it -> it.onInput(stream, event));
    }

    @Override
    public void onRequest(SimulatedSonicStream stream, long count) {
        forEach(it -> it.onRequest(stream, count));
    }

    @Override
    public void onOutput(SimulatedSonicStream stream, SonicOutput event) {
        forEach(it -> it.onOutput(stream, event));
    }

    @Override
    public void onStreamClosed(SimulatedSonicStream stream, StreamEnd end) {
        forEach(it -> it.onStreamClosed(stream, end));
    }

    @Override
    public void onConnected(SimulatedSocket socket) {
        forEach(it -> it.onConnected(socket));
    }

    @Override
    public void onClientMessage(SimulatedSocket socket, ClientMessage message) {
        forEach(it -> it.onClientMessage(socket, message));
    }

    @Override
    public void onMicrophoneFrame(SimulatedSocket socket, int sequence) {
        forEach(it -> it.onMicrophoneFrame(socket, sequence));
    }

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        forEach(it -> it.onServerMessage(socket, message));
    }

    @Override
    public void onServerAudio(
            SimulatedSocket socket, int epoch, int sequence, byte[] pcm, int from, int length) {
        forEach(it -> it.onServerAudio(socket, epoch, sequence, pcm, from, length));
    }

    @Override
    public void onSocketClosed(SimulatedSocket socket, CloseCode code) {
        forEach(it -> it.onSocketClosed(socket, code));
    }

    @Override
    public void onClientGone(SimulatedSocket socket) {
        forEach(it -> it.onClientGone(socket));
    }

    @Override
    public void onTick(SimulatedSocket socket) {
        forEach(it -> it.onTick(socket));
    }

    @Override
    public void onSocketFinished(SimulatedSocket socket) {
        forEach(it -> it.onSocketFinished(socket));
    }

    @Override
    public void onFrameCaptured(SimulatedDevice device, int sequence, boolean loud) {
        forEach(it -> it.onFrameCaptured(device, sequence, loud));
    }

    @Override
    public void onMessageReceived(SimulatedDevice device, ServerMessage message) {
        forEach(it -> it.onMessageReceived(device, message));
    }

    @Override
    public void onAudioReceived(
            SimulatedDevice device, int epoch, int sequence, byte[] pcm, int from, int length) {
        forEach(it -> it.onAudioReceived(device, epoch, sequence, pcm, from, length));
    }

    @Override
    public void onDeviceReloaded(SimulatedDevice device) {
        forEach(it -> it.onDeviceReloaded(device));
    }

    @Override
    public void onDeviceDone(SimulatedDevice device, DeviceOutcome outcome) {
        forEach(it -> it.onDeviceDone(device, outcome));
    }

    @Override
    public void onCapsuleSealed(NodeEventLoop loop, Capsule capsule) {
        forEach(it -> it.onCapsuleSealed(loop, capsule));
    }

    @Override
    public void onCapsuleOpened(NodeEventLoop loop, Capsule capsule) {
        forEach(it -> it.onCapsuleOpened(loop, capsule));
    }

    @Override
    public void onClaim(NodeEventLoop loop, String sessionId, long generation, long counter) {
        forEach(it -> it.onClaim(loop, sessionId, generation, counter));
    }

    @Override
    public void onOwnershipGranted(NodeEventLoop loop, String sessionId, long generation) {
        forEach(it -> it.onOwnershipGranted(loop, sessionId, generation));
    }

    @Override
    public void onConversationFinishing(NodeEventLoop loop, String sessionId) {
        forEach(it -> it.onConversationFinishing(loop, sessionId));
    }

    @Override
    public void onTelemetryText(String text) {
        forEach(it -> it.onTelemetryText(text));
    }

    @Override
    public void onUtterance(String words) {
        forEach(it -> it.onUtterance(words));
    }

    @Override
    public void onFault(InjectedFault fault) {
        forEach(it -> it.onFault(fault));
    }

    @Override
    public void onSimulationEnd() {
        forEach(it -> it.onSimulationEnd());
    }
}
