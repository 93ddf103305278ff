/*
 * Preloaded into the unmodified window in tests, so that WebKitWebDriver may
 * drive it: WebKitGTK hands a page to automation only if its view was made
 * with a construct-only property, and the program says it allows it.
 */
#include <webkit2/webkit2.h>

static WebKitWebView *only_view;

static WebKitWebView *give_view(WebKitAutomationSession *session, gpointer unused) {
	return only_view;
}

static void on_started(WebKitWebContext *context, WebKitAutomationSession *session, gpointer unused) {
	WebKitApplicationInfo *info = webkit_application_info_new();
	webkit_application_info_set_name(info, "aircover");
	webkit_automation_session_set_application_info(session, info);
	webkit_application_info_unref(info);
	g_signal_connect(session, "create-web-view", G_CALLBACK(give_view), NULL);
}

/* takes the place of WebKitGTK's function of the same name */
GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager) {
	WebKitWebContext *context = webkit_web_context_get_default();
	webkit_web_context_set_automation_allowed(context, TRUE);
	g_signal_connect(context, "automation-started", G_CALLBACK(on_started), NULL);
	only_view = g_object_new(WEBKIT_TYPE_WEB_VIEW,
		"user-content-manager", manager,
		"is-controlled-by-automation", TRUE,
		NULL);
	return GTK_WIDGET(only_view);
}
