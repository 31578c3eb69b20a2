package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.capsule.TextPieces;
import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Turn state of a conversation, independent of its streams: whose turn it is, captions, history and
 * tool calls.
 */
final class TurnState {
    private static final int CAPTION_BYTES = 1_000;

    /** Timeout after a reply's audio for the final text that confirms it, µs. */
    private static final long CONFIRM_TIMEOUT_US = 2_000_000;

    private final ClientPort client;
    private final ReplySender sender;
    private final ConversationObserver observer;
    private final Transcript transcript;
    private final ReplyProgress progress = new ReplyProgress();
    private final ToolCalls toolCalls = new ToolCalls();
    private final DuplicateBlock duplicateBlock = new DuplicateBlock();
    private Interview interview = new Interview(false, "");

    /** Stream of the newest reply. */
    private @Nullable ManagedStream replyStream;

    private boolean planned;
    private boolean replyDue;
    private boolean turnLost;
    private long turnUs;
    private long repliedUs;
    private int replyCount;
    private long startedUs;

    TurnState(
            ClientPort client,
            ReplySender sender,
            History.Limits limits,
            ConversationObserver observer) {
        this.client = client;
        this.sender = sender;
        this.observer = observer;
        this.transcript = new Transcript(limits);
    }

    void start(long nowUs) {
        startedUs = nowUs;
        expectReply(nowUs);
    }

    /**
     * Resumes a conversation that another node began.
     *
     * @param lost whether words are missing in the capsule, or a reply was not heard to its end
     */
    void resume(Capsule capsule, boolean lost, long nowUs) {
        capsule.history().forEach(said -> transcript.add(said.role(), said.text()));
        interview = new Interview(capsule.interviewFinished(), capsule.notes());
        replyCount = capsule.repliesEnded();
        startedUs = nowUs - capsule.elapsedMs() * 1_000;
        turnLost = lost;
        if (capsule.replyOwed() || lost || replyCount == 0) {
            expectReply(nowUs);
        }
    }

    private void expectReply(long nowUs) {
        replyDue = true;
        turnUs = nowUs;
    }

    /**
     * Handles an event of the active stream.
     *
     * @return whether a final sentence was added
     */
    boolean onEvent(SonicOutput event, ManagedStream stream, long nowUs) {
        switch (event) {
            case SonicOutput.TextStart start -> onTextStart(start, stream, nowUs);
            case SonicOutput.Text text -> {
                onText(text, stream, nowUs);
                return !planned;
            }
            case SonicOutput.AudioStart _ -> {
                progress.onAudioStart();
                replyStream = stream;
                sender.beginAudio();
            }
            case SonicOutput.Audio audio -> onAudio(audio, stream, nowUs);
            case SonicOutput.ToolUse use -> onTool(use, stream, nowUs);
            case SonicOutput.ContentEnd end -> onContentEnd(end, stream, nowUs);
            case SonicOutput.Interrupted _ -> interrupt(stream);
            case SonicOutput.Usage usage -> observer.onTokensUsed(usage);
            case SonicOutput.Unknown unknown -> observer.onUnknownEvent(unknown.name());
            case SonicOutput.SpeechStart _ -> duplicateBlock.clear();
            case SonicOutput.SpeechEnd _,
                    SonicOutput.ToolStart _,
                    SonicOutput.CompletionStart _,
                    SonicOutput.CompletionEnd _ -> {}
        }
        return false;
    }

    private void onTextStart(SonicOutput.TextStart start, ManagedStream stream, long nowUs) {
        planned =
                switch (start.stage()) {
                    case SPECULATIVE -> true;
                    case FINAL -> false;
                };
        if (planned && start.role() == Role.ASSISTANT) {
            if (!sender.isReplying()) {
                transcript.commitPlanned();
            }
            progress.onPlannedText();
            sender.beginReply();
            stream.watchdog().expectReply(nowUs);
        }
    }

    private void onText(SonicOutput.Text text, ManagedStream stream, long nowUs) {
        // Without its start, as a rotator passes it on, a user's text is final, too.
        boolean isFinal = !planned || text.role() == Role.USER;
        if (isFinal && duplicateBlock.isDuplicate(text, nowUs)) {
            return;
        }
        switch (text.role()) {
            case ASSISTANT -> onExaminerText(text, nowUs);
            case USER -> onCandidateText(text, stream, nowUs);
            case OTHER -> {}
        }
    }

    private void onExaminerText(SonicOutput.Text text, long nowUs) {
        if (text.content().isEmpty()) {
            return;
        }
        sendCaption(Speaker.EXAMINER, planned ? Stage.PLANNED : Stage.FINAL, text);
        if (planned) {
            transcript.addPlanned(text.content());
            return;
        }
        transcript.addSpoken(text.content());
        if (transcript.isComplete()) {
            progress.onFinalText(nowUs);
        }
    }

    private void onCandidateText(SonicOutput.Text text, ManagedStream stream, long nowUs) {
        if (sender.isReplying() && !progress.isInAudio()) {
            // Broken off without a sign: the candidate has spoken into it.
            endReply(stream, nowUs);
            transcript.discardPlanned();
        }
        if (!sender.isReplying()) {
            transcript.commitPlanned();
        }
        if (!text.content().isEmpty()) {
            sendCaption(Speaker.CANDIDATE, Stage.FINAL, text);
            transcript.addHeard(text.content());
        }
        expectReply(nowUs);
        stream.watchdog().expectReply(nowUs);
    }

    private void onAudio(SonicOutput.Audio audio, ManagedStream stream, long nowUs) {
        if (!sender.add(audio.pcm(), nowUs)) {
            stream.abandon(new StreamEnd.Transient("flooded"), nowUs);
            return;
        }
        stream.watchdog().expectAudio(nowUs);
        if (replyDue) {
            replyDue = false;
            turnLost = false;
            observer.onReplyStarted(nowUs - turnUs);
        }
    }

    private void onContentEnd(SonicOutput.ContentEnd end, ManagedStream stream, long nowUs) {
        if (end.stopReason() == StopReason.INTERRUPTED) {
            interrupt(stream);
        } else if (end.type() == ContentType.AUDIO && sender.isReplying()) {
            if (end.stopReason() == StopReason.END_TURN) {
                endReply(stream, nowUs);
            } else {
                progress.onAudioEnd(nowUs);
                stream.watchdog().expectReply(nowUs);
            }
        }
    }

    /** Ends a reply of which nothing more has come, though its last audio was not marked. */
    void tick(long nowUs) {
        if (replyStream != null && sender.isReplying() && progress.isComplete(nowUs)) {
            endReply(replyStream, nowUs);
        }
    }

    private void endReply(ManagedStream stream, long nowUs) {
        progress.onReplyEnd();
        sender.endReply(nowUs);
        repliedUs = nowUs;
        replyCount++;
        stream.watchdog().expectNothing();
    }

    /**
     * Handles a barge-in; the service marks one interruption up to three times, before or after the
     * end of the audio.
     */
    void interrupt(ManagedStream stream) {
        boolean unfinished = sender.isReplying();
        if (sender.interrupt()) {
            progress.onReplyEnd();
            observer.onInterrupted();
            transcript.discardPlanned();
            replyCount += unfinished ? 1 : 0;
            stream.watchdog().expectNothing();
        }
    }

    private void onTool(SonicOutput.ToolUse use, ManagedStream stream, long nowUs) {
        if (!toolCalls.isNew(use.toolUseId())) {
            observer.onToolUsed(false);
            return;
        }
        boolean before = interview.isFinished();
        String result = interview.answerTool(use.toolName(), use.content(), elapsedMs(nowUs));
        boolean accepted = !before && interview.isFinished();
        observer.onToolUsed(accepted);
        stream.answerTool(use.toolUseId(), result);
        if (accepted) {
            // Maya's goodbye.
            expectReply(nowUs);
        }
        if (replyDue || sender.isReplying()) {
            stream.watchdog().expectReply(nowUs);
        }
    }

    /** Sends a caption in pieces, because a message is bounded. */
    private void sendCaption(Speaker speaker, Stage stage, SonicOutput.Text text) {
        for (String piece : TextPieces.of(text.content(), CAPTION_BYTES)) {
            client.send(new ServerMessage.Caption(speaker, stage, sender.epoch(), piece));
        }
    }

    /** Returns the history that seeds the next stream. */
    List<History.Message> seed() {
        return transcript.seed();
    }

    /** Returns the text that prompts Maya at the start of a stream, if her reply is due. */
    Optional<String> prompt() {
        if (interview.isFinished()) {
            return replyDue ? Optional.of(Interview.GOODBYE) : Optional.empty();
        }
        if (replyCount == 0) {
            return Optional.of(Interview.GREET);
        }
        if (!replyDue) {
            return Optional.empty();
        }
        return Optional.of(turnLost ? Interview.GO_ON : Interview.NEXT);
    }

    /**
     * Handles a failed stream.
     *
     * @param cutOff whether it was generating a reply, which will not be finished
     * @param wordsLost whether words of the candidate were lost with it
     */
    void onStreamLost(boolean cutOff, boolean wordsLost, long nowUs) {
        if (cutOff) {
            progress.onReplyEnd();
            sender.endReply(nowUs);
            transcript.discardPlanned();
        }
        if (cutOff || wordsLost) {
            turnLost = true;
            expectReply(nowUs);
        }
    }

    /** Returns whether no reply is due or in progress, and the transcript is complete. */
    boolean isSettled(long nowUs) {
        boolean written = transcript.isComplete() || nowUs - repliedUs > CONFIRM_TIMEOUT_US;
        return !replyDue && !sender.isReplying() && written;
    }

    boolean isReplyDue() {
        return replyDue;
    }

    /** Returns the number of replies that ended or were interrupted. */
    int replyCount() {
        return replyCount;
    }

    boolean isInterviewFinished() {
        return interview.isFinished();
    }

    /** Returns whether the interview is finished and Maya's goodbye was heard. */
    boolean isOver(long nowUs) {
        return interview.isFinished() && !replyDue && sender.isSilent(nowUs);
    }

    /** Returns the time since the conversation began, on whatever node, ms. */
    long elapsedMs(long nowUs) {
        return (nowUs - startedUs) / 1_000;
    }

    /** Returns the capsule from which another node can resume. */
    Capsule capsule(
            ConversationIdentity identity,
            Ownership ownership,
            long counter,
            Capsule.State state,
            long nowUs) {
        return new Capsule(
                identity.userId(),
                identity.sessionId(),
                ownership.generation(),
                ownership.owner(),
                counter,
                state,
                elapsedMs(nowUs),
                sender.epoch(),
                replyCount,
                replyDue,
                interview.isFinished(),
                interview.notes(),
                transcript.messages());
    }

    int heldBytes() {
        return transcript.heldBytes();
    }
}
