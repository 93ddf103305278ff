//go:build linux && desktop

package app

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <string.h>
#include <webkit2/webkit2.h>

static const char *const own = "wails://wails/";
static const char *const mail = "mailto:";

static gboolean decide(WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type, gpointer data) {
	if (type != WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && type != WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION)
		return FALSE;
	WebKitNavigationAction *action =
		webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
	const char *uri = webkit_uri_request_get_uri(webkit_navigation_action_get_request(action));
	if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && uri && strncmp(uri, own, strlen(own)) == 0)
		return FALSE;
	if (uri && strncmp(uri, mail, strlen(mail)) == 0 && webkit_navigation_action_is_user_gesture(action))
		g_app_info_launch_default_for_uri(uri, NULL, NULL);
	webkit_policy_decision_ignore(decision);
	return TRUE;
}

static void lock_view(GtkWidget *widget, gpointer data) {
	if (WEBKIT_IS_WEB_VIEW(widget))
		g_signal_connect(widget, "decide-policy", G_CALLBACK(decide), NULL);
	else if (GTK_IS_CONTAINER(widget))
		gtk_container_forall(GTK_CONTAINER(widget), lock_view, NULL);
}

static gboolean lock_all(gpointer data) {
	GList *windows = gtk_window_list_toplevels();
	for (GList *w = windows; w; w = w->next)
		lock_view(GTK_WIDGET(w->data), NULL);
	g_list_free(windows);
	return G_SOURCE_REMOVE;
}

static void lock_soon(void) { g_idle_add(lock_all, NULL); }
static int have_display(void) { return gtk_init_check(NULL, NULL); }
*/
import "C"

import "os"

// lockNavigation keeps the page on the app's own files: a link, a dropped
// file or a script that assigns location goes nowhere, which a content
// security policy alone does not prevent. Only a mail address that the lead
// clicks leaves it, to the system's mail program.
func lockNavigation() { C.lock_soon() }

// PrepareWindow says whether there is a display to open a window on. It is
// called from the main thread before anything else of the window.
func PrepareWindow() bool {
	// 60 ms sooner to the first paint, and no blank window on some drivers
	if os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		_ = os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	}
	return C.have_display() != 0
}
