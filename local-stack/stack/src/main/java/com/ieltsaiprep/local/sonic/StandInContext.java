package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.Voice;
import com.ieltsaiprep.local.model.Form;
import com.ieltsaiprep.local.model.Forms;
import com.ieltsaiprep.local.model.ModelDriver;
import com.ieltsaiprep.local.model.ModelSettings;
import com.ieltsaiprep.local.model.Script;
import com.ieltsaiprep.local.model.Script.Misbehaviour;
import com.ieltsaiprep.local.model.ScriptedExaminer;
import com.ieltsaiprep.local.model.SonicModel;
import com.ieltsaiprep.local.model.TranscriptGenerator;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** Shared context of a stand-in's streams, used on the stand-in's context. */
final class StandInContext {
    private static final Logger LOG = LoggerFactory.getLogger(StandInContext.class);
    private static final int CHUNK_MS = 80;
    private static final int SHORT_PAUSE_MS = 500;

    private final Vertx vertx;
    private final SonicStandIn.Config config;
    private final VoiceSpeech speech;
    private final TranscriptGenerator transcripts;
    private final Set<StandInStream> streams = ConcurrentHashMap.newKeySet();

    /** Connections whose streams get no answer. */
    private final Set<HttpConnection> sickConnections =
            Collections.newSetFromMap(new WeakHashMap<>());

    private volatile Script script = Script.speakingTest();
    private volatile FormOrder forms;
    private long opened;

    /**
     * Model of a stream.
     *
     * @param hasLateHeaders whether the response headers come only after the first events
     */
    record NewModel(SonicModel model, boolean hasLateHeaders) {}

    StandInContext(Vertx vertx, SonicStandIn.Config config, Voice voice) {
        this.vertx = vertx;
        this.config = config;
        this.speech = new VoiceSpeech(vertx, voice);
        this.transcripts =
                new TranscriptGenerator(
                        config.transcription().seed(), config.transcription().words());
        this.forms = config.forms();
    }

    /** Creates the model of a stream, by the script and the forms of now. */
    NewModel newModel(ModelDriver driver) {
        opened++;
        Forms drawn = forms.forStream(opened);
        Script used = script;
        Set<Misbehaviour> wrongs = used.misbehaviours();
        ModelSettings settings =
                new ModelSettings(
                        drawn,
                        config.limits().lifeMs(),
                        config.limits().idleMs(),
                        config.pace().generation(),
                        CHUNK_MS,
                        wrongs.contains(Misbehaviour.SPEAKS_INTO_PAUSES) ? SHORT_PAUSE_MS : 0,
                        wrongs.contains(Misbehaviour.STOPS_MID_WORD));
        LOG.info("sonic=new_stream number={} forms={}", opened, drawn);
        return new NewModel(
                new SonicModel(
                        settings,
                        new ScriptedExaminer(used, transcripts, speech),
                        VoiceHearing::new,
                        driver),
                drawn.has(Form.HEADERS_AFTER_FIRST_EVENTS));
    }

    Vertx vertx() {
        return vertx;
    }

    SonicStandIn.Config config() {
        return config;
    }

    /** Returns the open streams; each removes itself at its end. */
    Set<StandInStream> streams() {
        return streams;
    }

    Set<HttpConnection> sickConnections() {
        return sickConnections;
    }

    void restartTranscripts() {
        transcripts.restart();
    }

    void setScript(Script value) {
        script = value;
    }

    void setForms(FormOrder value) {
        forms = value;
    }
}
