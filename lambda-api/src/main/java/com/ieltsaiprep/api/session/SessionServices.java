package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.password.Passwords;

/** Services that the features of accounts share: database, sessions, passwords, e-mail, events. */
public record SessionServices(
        RegionalDynamo dynamo,
        Sessions sessions,
        ProfileView profiles,
        Passwords passwords,
        EmailSender emailSender,
        OperationalEvents events) {}
