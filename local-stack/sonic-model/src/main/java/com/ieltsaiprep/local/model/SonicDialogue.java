package com.ieltsaiprep.local.model;

import com.ieltsaiprep.local.model.ModelDriver.Mark;
import com.ieltsaiprep.local.model.ModelOutput.Role;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Dialogue of one stream: decides when the user's turns end and when the model replies. Not
 * thread-safe.
 */
final class SonicDialogue implements SpeechDetector.Listener {
    /** Pause after a complete clause that ends a turn with semantic endpointing, ms. */
    static final int CLAUSE_PAUSE_MS = 450;

    /** Delay of a late {@code completionEnd}, ms. */
    static final int LATE_MS = 1_500;

    /** Times after the user's turn, as measured on Nova 2.5 Sonic with short questions. */
    private static final int FIRST_TOOL_MS = 280;

    /** Time for audio that was under way when the model called a tool, ms. */
    private static final int UNDER_WAY_MS = 300;

    private static final int FIRST_TEXT_MS = 630;
    private static final int FIRST_AUDIO_MS = 735;

    private final ModelDriver driver;
    private final ModelSettings settings;
    private final Examiner examiner;
    private final Hearing.Factory hearings;
    private final InputRules rules;
    private final OutputBlocks blocks;
    private final ReplyGenerator generator;
    private final Map<String, Runnable> atContentEnd = new HashMap<>();
    private final Set<String> pendingTools = new HashSet<>();
    private @Nullable SpeechDetector detector;
    private @Nullable Hearing hearing;
    private ModelOutput.Tokens total = new ModelOutput.Tokens(0, 0);
    private int pauseMs;
    private boolean hasTools;
    private boolean isReplying;
    private boolean isReplyRequested;
    private boolean isInputEnded;
    private boolean isSessionEnded;
    private int thinking;
    private int turn;
    private int toolUses;
    private long heardMs;

    SonicDialogue(
            ModelDriver driver,
            ModelSettings settings,
            Examiner examiner,
            Hearing.Factory hearings,
            InputRules rules) {
        this.driver = driver;
        this.settings = settings;
        this.examiner = examiner;
        this.hearings = hearings;
        this.rules = rules;
        this.blocks = new OutputBlocks(settings.forms(), driver::onOutput);
        this.generator = new ReplyGenerator(driver, settings, blocks, this::onReplyGenerated);
    }

    /** Processes an event that the rules accept. */
    void onInput(ModelInput event) {
        switch (event) {
            case ModelInput.SessionStart start -> pauseMs = pauseMs(start.endpointingSensitivity());
            case ModelInput.PromptStart start -> {
                hasTools = start.hasTools();
                examiner.onPromptStart(start.output().sampleRate());
            }
            case ModelInput.TextStart start -> onTextStart(start);
            case ModelInput.AudioStart start -> onAudioStart(start);
            case ModelInput.ToolResultStart start ->
                    atContentEnd.put(start.contentName(), () -> onToolResultEnd(start.toolUseId()));
            case ModelInput.Audio audio -> {
                if (hearing != null) {
                    hearing.accept(audio.pcm(), this::onStretch);
                }
            }
            case ModelInput.ToolResult result -> examiner.onToolResult(result.content());
            case ModelInput.ContentEnd end -> onContentEnd(end.contentName());
            case ModelInput.SessionEnd _ -> onSessionEnd();
            case ModelInput.Text _, ModelInput.PromptEnd _, ModelInput.Malformed _ -> {}
        }
    }

    /** Returns the pause that ends a turn, as the user guide states it. */
    private int pauseMs(String endpointingSensitivity) {
        if (settings.endpointingMs() > 0) {
            return settings.endpointingMs();
        }
        return switch (endpointingSensitivity) {
            case "HIGH" -> 1_500;
            case "LOW" -> 2_000;
            default -> 1_750;
        };
    }

    private int pauseMsAfter(int voicedMs) {
        return endsByClause(voicedMs) ? CLAUSE_PAUSE_MS : pauseMs;
    }

    private boolean endsByClause(int voicedMs) {
        return settings.forms().has(Form.SEMANTIC_ENDPOINTING)
                && examiner.isClauseComplete(voicedMs);
    }

    private void onTextStart(ModelInput.TextStart start) {
        if (start.interactive()) {
            atContentEnd.put(start.contentName(), () -> requestReply(0));
        } else if (!start.role().equals("SYSTEM")) {
            examiner.onHistoryMessage(start.role().equals("ASSISTANT"));
        }
    }

    private void onAudioStart(ModelInput.AudioStart start) {
        detector = new SpeechDetector(this::pauseMsAfter, this);
        atContentEnd.put(start.contentName(), this::onAudioEnd);
        // Without a role the service accepts audio for ever and answers nothing.
        if (!start.role().isEmpty()) {
            hearing = hearings.create(start.format().sampleRate());
        }
    }

    private void onContentEnd(String contentName) {
        Runnable task = atContentEnd.remove(contentName);
        if (task != null) {
            task.run();
        }
    }

    /**
     * Ends the audio: the last turn is still transcribed, but not answered, since the client is
     * leaving.
     */
    private void onAudioEnd() {
        isInputEnded = true;
        if (detector != null) {
            detector.finish();
        }
    }

    private void onStretch(int ms, boolean voiced) {
        heardMs += ms;
        if (detector != null) {
            detector.accept(ms, voiced);
        }
    }

    @Override
    public void onSpeechStart(long offsetMs) {
        driver.onMark(Mark.VOICE_ONSET, turn);
        blocks.speech(new ModelOutput.SpeechStart(offsetMs));
        if (generator.isSpeaking()) {
            generator.interrupt();
        }
        if (pendingTools.isEmpty()) {
            // Drops also a reply that is not audible yet.
            isReplying = false;
            thinking++;
        }
    }

    @Override
    public void onTurnEnd(int voicedMs, ModelOutput.SpeechEnd end) {
        driver.onMark(Mark.VOICE_END, turn);
        blocks.completionStart();
        boolean isAfterText = settings.forms().has(Form.SPEECH_EVENTS_AFTER_TEXT);
        if (!isAfterText) {
            blocks.speech(end);
        }
        for (String text : userTexts(voicedMs)) {
            driver.onTranscript(turn, Role.USER, text);
            blocks.userText(text);
        }
        if (isAfterText) {
            blocks.speech(end);
        }
        requestReply(end.detectionOffsetMs() - end.offsetMs());
    }

    private List<String> userTexts(int voicedMs) {
        boolean isDivided = settings.forms().has(Form.SEVERAL_USER_BLOCKS);
        List<String> texts =
                new ArrayList<>(
                        examiner.transcript(
                                new Examiner.Turn(voicedMs, endsByClause(voicedMs), isDivided)));
        if (settings.forms().has(Form.DUPLICATE_USER_BLOCK)) {
            texts.add(texts.getLast());
        }
        return texts;
    }

    /**
     * Requests a reply: now, or after the current one.
     *
     * @param quietMs time since the end of the user's speech, ms
     */
    private void requestReply(long quietMs) {
        isReplyRequested = !isInputEnded;
        if (isReplyRequested && !isReplying) {
            startReply(quietMs);
        }
    }

    private void startReply(long quietMs) {
        isReplyRequested = false;
        isReplying = true;
        turn++;
        driver.onMark(Mark.REPLY_STARTED, turn);
        blocks.completionStart();
        List<Examiner.ToolCall> calls = hasTools ? examiner.nextToolCalls() : List.of();
        if (calls.isEmpty()) {
            think(hasLatency() ? latencyUs(FIRST_TEXT_MS, quietMs) : driver.thinkingUs());
            return;
        }
        thinking++;
        int thisThinking = thinking;
        at(
                driver.nowUs() + (hasLatency() ? latencyUs(FIRST_TOOL_MS, quietMs) : 0),
                () -> {
                    if (thisThinking == thinking) {
                        callTools(calls);
                    }
                });
    }

    private void callTools(List<Examiner.ToolCall> calls) {
        for (Examiner.ToolCall call : calls) {
            toolUses++;
            String id = driver.toolUseId(toolUses);
            pendingTools.add(id);
            rules.onToolUse(id);
            blocks.toolUse(call, id);
        }
        if (settings.forms().has(Form.AUDIO_REFUSED_DURING_TOOL_USE)) {
            driver.schedule(UNDER_WAY_MS * 1_000L, rules::refuseAudio);
        }
    }

    private void onToolResultEnd(String toolUseId) {
        if (pendingTools.remove(toolUseId) && pendingTools.isEmpty()) {
            think(hasLatency() ? latencyUs(FIRST_TEXT_MS, FIRST_TOOL_MS) : driver.thinkingUs());
        }
    }

    private boolean hasLatency() {
        return settings.forms().has(Form.FIRST_AUDIO_AFTER_SPEECH)
                || settings.forms().has(Form.FIRST_AUDIO_AFTER_DETECTION);
    }

    private long latencyUs(int ms, long sinceMs) {
        boolean isAfterSpeech = settings.forms().has(Form.FIRST_AUDIO_AFTER_SPEECH);
        return Math.max(0, ms - (isAfterSpeech ? sinceMs : 0)) * 1_000;
    }

    private void think(long delayUs) {
        isReplyRequested = false;
        thinking++;
        int thisThinking = thinking;
        long dueUs = driver.nowUs() + delayUs;
        examiner.prepareReply(
                () ->
                        at(
                                dueUs,
                                () -> {
                                    if (thisThinking == thinking) {
                                        speak();
                                    }
                                }));
    }

    private void speak() {
        long leadUs = hasLatency() ? (FIRST_AUDIO_MS - FIRST_TEXT_MS) * 1_000L : 0;
        generator.start(turn, examiner.nextReply(), leadUs);
    }

    private void at(long dueUs, Runnable task) {
        long delayUs = dueUs - driver.nowUs();
        if (delayUs > 0) {
            driver.schedule(delayUs, task);
        } else {
            task.run();
        }
    }

    private void onReplyGenerated(int ms) {
        isReplying = false;
        // 300 tokens a minute of the user's speech, 200 of the model's.
        ModelOutput.Tokens delta = new ModelOutput.Tokens(heardMs / 200, ms / 300);
        total = total.plus(delta);
        driver.onOutput(new ModelOutput.Usage(delta, total));
        heardMs = 0;
        if (isSessionEnded) {
            complete();
        } else if (isReplyRequested) {
            startReply(0);
        }
    }

    /** Ends the session: finishes the current reply, then the completion. */
    private void onSessionEnd() {
        isSessionEnded = true;
        if (!isReplying || !pendingTools.isEmpty()) {
            complete();
        }
    }

    private void complete() {
        if (settings.forms().has(Form.COMPLETION_END_LATE)) {
            driver.schedule(LATE_MS * 1_000L, this::sendCompletionEnd);
        } else if (settings.forms().has(Form.COMPLETION_END_NEVER)) {
            driver.onEnd(new ModelEnd.Completed());
        } else {
            sendCompletionEnd();
        }
    }

    private void sendCompletionEnd() {
        blocks.completionEnd();
        driver.onEnd(new ModelEnd.Completed());
    }

    boolean isSessionEnded() {
        return isSessionEnded;
    }

    void flood() {
        generator.flood();
    }
}
