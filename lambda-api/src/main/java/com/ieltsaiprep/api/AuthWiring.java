package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.credentials.CredentialRoutes;
import com.ieltsaiprep.api.operations.OperationsRoutes;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.password.Passwords;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.profile.ProfileRoutes;
import com.ieltsaiprep.api.profile.Profiles;
import com.ieltsaiprep.api.qr.QrRoutes;
import com.ieltsaiprep.api.registration.RegistrationRoutes;
import com.ieltsaiprep.api.session.SessionRoutes;
import com.ieltsaiprep.api.session.SessionServices;

import java.util.List;
import java.util.stream.Stream;

/** Wiring of the function {@code auth}. */
final class AuthWiring {
    private final Wiring wiring;
    private final Profiles profiles;
    private final SessionServices services;

    private AuthWiring(Wiring wiring) {
        this.wiring = wiring;
        this.profiles = new Profiles(wiring.dynamo, wiring.events);
        this.services =
                new SessionServices(
                        wiring.dynamo,
                        wiring.sessions,
                        profiles,
                        Passwords.argon2id(wiring.random),
                        emailSender(wiring),
                        wiring.events);
    }

    static RequestStreamHandler function(Wiring wiring) {
        AuthWiring auth = new AuthWiring(wiring);
        return wiring.function(
                Stream.of(
                                auth.registration().routes(),
                                auth.credentials().routes(),
                                auth.profile().routes(),
                                auth.session().routes(),
                                auth.qr().routes(),
                                auth.operations().routes())
                        .flatMap(List::stream)
                        .toList());
    }

    private static EmailSender emailSender(Wiring wiring) {
        ApiSettings settings = wiring.settings;
        return EmailSender.ses(
                settings.mailFrom(),
                settings.places().web(),
                settings.regions().own().awsName(),
                wiring.credentials,
                settings.endpoints().ses(),
                wiring.events::emailNotSent);
    }

    private RegistrationRoutes registration() {
        return new RegistrationRoutes(
                wiring.dynamo,
                services.passwords(),
                services.emailSender(),
                wiring.guard,
                wiring.clock,
                wiring.tokens);
    }

    private CredentialRoutes credentials() {
        return new CredentialRoutes(
                services, wiring.guard, wiring.clock, wiring.tokens, Wiring::sleep);
    }

    private ProfileRoutes profile() {
        return new ProfileRoutes(profiles, services, wiring.guard, wiring.clock);
    }

    private SessionRoutes session() {
        return new SessionRoutes(wiring.sessions, wiring.guard, profiles);
    }

    private QrRoutes qr() {
        return new QrRoutes(
                services,
                wiring.guard,
                wiring.tokens,
                wiring.clock,
                wiring.settings.places().web() + "/approve?token=");
    }

    private OperationsRoutes operations() {
        ApiSettings settings = wiring.settings;
        String version = AuthWiring.class.getPackage().getImplementationVersion();
        return new OperationsRoutes(
                new OperationsRoutes.Deployment(
                        settings.stage(),
                        version == null ? "none" : version,
                        settings.places().apis(),
                        settings.places().stream()),
                new OperationsRoutes.Services(
                        wiring.dynamo,
                        RedisClient.forHealthChecks(settings.redis(), Wiring::tls, wiring.elapsed),
                        wiring.rateLimiter,
                        wiring.events),
                wiring.appConfig,
                wiring.elapsed);
    }
}
